package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.duty.DutyGlance;
import org.uketsuke.kiosk.sync.SyncTrouble;
import org.uketsuke.protocol.Messages.Text;

/**
 * What the screen shows besides results. Made on demand from memory alone. All times are those of the device's clock as
 * corrected by the server's.
 *
 * @param now what time it is, for the clock on the page
 * @param meeting the meeting that this kiosk registers for
 * @param service whether the booth takes scans; at the door of a room it does whenever a session's window is open
 * @param opensAt when it begins to, while that is still to come
 * @param booth booth name
 * @param zone IANA time zone of the meeting, for the clock
 * @param credits credits of participation in hundredths, if known
 * @param unsent journal entries that the server does not have yet
 * @param oldestUnsentAt when the oldest of them was recorded
 * @param lastContactAt when the server last answered
 * @param online whether the server can be counted on now; by the same rule a result says that it will be sent later
 * @param syncTrouble what is in the way of it, if anything
 * @param diskFull whether the room kept for a full disk is used up: staff must make room
 * @param rosterVersion roster in use, if one is unlocked
 * @param readers the card readers and how they are
 * @param camera whether this booth uses a camera
 * @param today scans registered today on this kiosk
 * @param notes what staff should see to
 * @param door the door of a room that it keeps; empty for the meeting's reception
 */
public record BoothStatus(
        Instant now,
        Text meeting,
        Service service,
        Optional<Instant> opensAt,
        String booth,
        String zone,
        Optional<Long> credits,
        long unsent,
        Optional<Instant> oldestUnsentAt,
        Optional<Instant> lastContactAt,
        boolean online,
        Optional<SyncTrouble> syncTrouble,
        boolean diskFull,
        Optional<Long> rosterVersion,
        List<ReaderLine> readers,
        boolean camera,
        long today,
        List<DutyGlance.Note> notes,
        Optional<DoorStanding> door) {

    /** Whether the booth takes scans. */
    public enum Service {
        /** It does. */
        OPEN,
        /** Its hours are still to come; a scan is recorded and answered all the same. */
        BEFORE,
        /** After its hours, or sealed for the day; a scan is still recorded and answered. */
        CLOSED,
        /** It cannot record (disk, journal): the screen sends people to the next booth. */
        OUT_OF_ORDER
    }

    /**
     * One reader.
     *
     * @param name as the system calls it
     * @param profile matched hardware profile id
     * @param state {@code ready}, {@code card}, {@code stuck}, {@code gone} or {@code no-service}
     */
    public record ReaderLine(String name, String profile, String state) {}
}
