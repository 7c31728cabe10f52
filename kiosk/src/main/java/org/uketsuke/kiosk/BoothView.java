package org.uketsuke.kiosk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.screen.BoothStatus;
import org.uketsuke.kiosk.screen.BoothStatus.ReaderLine;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.sync.SyncState;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * Puts together what the screen shows of the booth besides results.
 *
 * @param assignment where it serves now
 * @param clock the device's wall clock
 * @param journal for how much is unsent, and since when
 * @param sync how replication stands
 * @param vault for the roster in use
 * @param readers the card readers
 * @param reception for today's count
 * @param camera whether the screen asks for a camera
 */
record BoothView(
        Supplier<Assignment> assignment,
        Clock clock,
        Journal journal,
        Supplier<SyncState> sync,
        RosterVault vault,
        Supplier<List<ReaderStatus>> readers,
        Reception reception,
        boolean camera) {

    BoothStatus status() {
        Assignment now = assignment.get();
        SyncState state = sync.get();
        long unsent = Math.max(0, journal.head().seq() - state.received());
        Optional<Instant> oldestUnsentAt = unsent == 0 ? Optional.empty() : journal.atOf(state.received() + 1);
        return new BoothStatus(
                now.meeting().name(),
                service(now),
                now.booth(),
                now.meeting().zone(),
                now.meeting().credits(),
                unsent,
                oldestUnsentAt,
                state.lastContactAt(),
                vault.current().map(Roster::version),
                readers.get().stream()
                        .map(reader -> new ReaderLine(
                                reader.name(),
                                reader.profileId(),
                                reader.state().wireName()))
                        .toList(),
                camera,
                reception.registeredToday());
    }

    private Service service(Assignment now) {
        Instant instant = clock.instant();
        boolean within = !instant.isBefore(now.validFrom()) && instant.isBefore(now.validTo());
        return within ? Service.OPEN : Service.CLOSED;
    }
}
