package org.uketsuke.server.cli;

import java.util.Optional;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --room} and {@code --direction} of several commands mean. */
final class DoorOption {
    private DoorOption() {}

    /**
     * Which meeting.
     *
     * @param society society code
     * @param meeting meeting id
     */
    record Place(String society, String meeting) {}

    /**
     * The door, if a room was given.
     *
     * @throws ParameterException if there is no such direction, the name is not possible, or a direction stands without room
     */
    static Optional<KeptDoor> read(CommandSpec spec, Optional<String> room, Optional<String> direction) {
        if (room.isEmpty()) {
            direction.ifPresent(way -> {
                throw new ParameterException(spec.commandLine(), "--direction %s: give --room too".formatted(way));
            });
            return Optional.empty();
        }
        return Optional.of(KeptDoor.typed(room.get(), direction.orElse("both"))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--room, --direction: a room has 1 to %d characters, a direction is in, out or both"
                                .formatted(RoomName.LENGTH_MAX))));
    }

    /** Says so if a code without a door is for a booth whose kiosk keeps one: perhaps the new kiosk shall stand in for it. */
    static void warnOfReplaced(Storage storage, Surroundings surroundings, Place place, String booth) {
        new KioskStore(storage)
                .ofMeeting(place.meeting()).stream()
                        .filter(kiosk -> kiosk.society().equals(place.society()))
                        .filter(kiosk -> kiosk.booth().equals(booth))
                        .flatMap(kiosk -> kiosk.door().stream())
                        .findFirst()
                        .ifPresent(
                                kept -> surroundings
                                        .err()
                                        .println(
                                                "A kiosk of booth %s keeps a door, %s; this code carries none. Give --room if the"
                                                                .formatted(booth, kept)
                                                        + " new kiosk shall stand in for it, and take back the key of the old one."));
    }

    /** Says so if no session of the meeting is in that room: most likely it is written otherwise in the agenda. */
    static void warn(Storage storage, Surroundings surroundings, Place place, KeptDoor door) {
        boolean used =
                storage.read(handle -> new SessionStore(handle).ofMeeting(place.society(), place.meeting())).stream()
                        .anyMatch(session -> session.room().equals(door.room()));
        if (!used) {
            surroundings
                    .err()
                    .println("No session of meeting %s is in room %s yet. Check how the agenda writes it."
                            .formatted(place.meeting(), door.room()));
        }
    }
}
