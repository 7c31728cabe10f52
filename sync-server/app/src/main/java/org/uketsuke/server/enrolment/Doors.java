package org.uketsuke.server.enrolment;

import org.jdbi.v3.core.Handle;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.storage.Storage;

/** Gives kiosks doors to keep and takes them away. A kiosk hears of it when it next asks where it serves. */
public final class Doors {
    private final Storage storage;
    private final Audit audit;

    /** Over the database. */
    public Doors(Storage storage, Audit audit) {
        this.storage = storage;
        this.audit = audit;
    }

    /**
     * Gives a kiosk a door, in place of the one that it kept.
     *
     * @param by account id, or {@link Audit#COMMAND}
     * @return whether the meeting has that kiosk and its key was not taken back
     */
    public boolean give(String society, String meeting, String kiosk, KeptDoor door, String by) {
        return storage.write(handle -> {
            if (!serves(handle, society, meeting, kiosk)) {
                return false;
            }
            new DoorStore(handle).put(society, meeting, kiosk, door);
            audit.record(handle, by, Action.KIOSK_DOOR_GIVEN, kiosk, door.toString());
            return true;
        });
    }

    /**
     * Takes a kiosk's door away: it serves the meeting's reception from then on. Does nothing if it keeps none.
     *
     * @param by account id, or {@link Audit#COMMAND}
     * @return whether the meeting has that kiosk and its key was not taken back
     */
    public boolean takeAway(String society, String meeting, String kiosk, String by) {
        return storage.write(handle -> {
            if (!serves(handle, society, meeting, kiosk)) {
                return false;
            }
            if (new DoorStore(handle).remove(kiosk)) {
                audit.record(handle, by, Action.KIOSK_DOOR_TAKEN, kiosk, "");
            }
            return true;
        });
    }

    private static boolean serves(Handle handle, String society, String meeting, String kiosk) {
        return KioskStore.find(handle, kiosk)
                .filter(known ->
                        known.society().equals(society) && known.meeting().equals(meeting))
                .filter(known -> known.revokedAt().isEmpty())
                .isPresent();
    }
}
