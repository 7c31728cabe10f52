package org.uketsuke.kiosk.duty;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * What the readiness check goes by.
 *
 * @param now what time it is, by the corrected clock
 * @param assignment where the kiosk serves
 * @param agendaAge how long ago the server last told where the kiosk serves; empty where it did not in this run
 * @param keyWanted whether a booth key is wanted
 * @param roster the roster in use
 * @param readers the card readers
 * @param clock how far the device's clock is from the server's, if known in this run
 * @param diskFreeBytes room on the data folder's disk; negative where that cannot be told
 * @param ballastFreed whether the room that is kept for a full disk is used up
 * @param journal what verifying the journal gave, once it was done
 * @param unsent entries that the server does not have yet
 * @param online whether the server can be counted on
 * @param camera whether the booth uses a camera
 * @param printer how the printer is; empty where there is none
 */
public record ReadinessFacts(
        Instant now,
        Assignment assignment,
        Optional<Duration> agendaAge,
        boolean keyWanted,
        Optional<RosterFacts> roster,
        List<ReaderFacts> readers,
        Optional<ClockOffset> clock,
        long diskFreeBytes,
        boolean ballastFreed,
        Optional<List<String>> journal,
        long unsent,
        boolean online,
        boolean camera,
        Optional<PrinterFacts> printer) {
    /**
     * A roster.
     *
     * @param version its version
     * @param members people in it
     * @param age how long ago the server last said that it is the newest; empty where it did not in this run
     */
    public record RosterFacts(long version, long members, Optional<Duration> age) {}

    /**
     * A reader.
     *
     * @param name as the system calls it
     * @param profile hardware profile
     * @param works whether it waits for cards
     */
    public record ReaderFacts(String name, String profile, boolean works) {}

    /**
     * A printer.
     *
     * @param works whether it would print
     * @param why what is the matter, if it would not; a stable short name such as {@code paper-out}
     */
    public record PrinterFacts(boolean works, String why) {}
}
