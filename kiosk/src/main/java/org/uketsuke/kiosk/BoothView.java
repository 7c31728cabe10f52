package org.uketsuke.kiosk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.duty.DutyGlance;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalHealth;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.screen.BoothStatus;
import org.uketsuke.kiosk.screen.BoothStatus.ReaderLine;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.screen.DoorStanding;
import org.uketsuke.kiosk.sync.SyncState;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * Puts together what the screen shows of the booth besides results.
 *
 * @param assignment where it serves now
 * @param clock the device's wall clock
 * @param journal for how much is unsent, and since when
 * @param health how well the journal can write; one that did not take its last entry is out of order
 * @param sync how replication stands
 * @param vault for the roster in use
 * @param readers the card readers
 * @param reception for today's count
 * @param camera whether the screen asks for a camera
 * @param duty who opened or closed the booth, and what staff should see to
 */
record BoothView(
        Supplier<Assignment> assignment,
        Clock clock,
        Journal journal,
        Supplier<JournalHealth> health,
        Supplier<SyncState> sync,
        RosterVault vault,
        Supplier<List<ReaderStatus>> readers,
        Reception reception,
        boolean camera,
        Supplier<DutyGlance> duty) {

    BoothStatus status() {
        Assignment serving = assignment.get();
        Instant device = clock.instant();
        Moment now = Moment.of(device, journal.serverOffset(device));
        SyncState state = sync.get();
        long unsent = Math.max(0, journal.head().seq() - state.received());
        Optional<Instant> oldestUnsentAt = unsent == 0 ? Optional.empty() : journal.atOf(state.received() + 1);
        DutyGlance glance = duty.get();
        Optional<DoorStanding> door = Doors.standing(serving, now.at());
        Service service = service(serving, now, glance.closed(), isOpen(door));
        return new BoothStatus(
                now.at(),
                serving.meeting().name(),
                service,
                Optional.of(serving.validFrom()).filter(at -> service == Service.BEFORE),
                serving.booth(),
                serving.meeting().zone(),
                serving.meeting().credits(),
                unsent,
                oldestUnsentAt,
                state.lastContactAt(),
                state.online(now.at()),
                state.trouble(),
                health.get().ballastFreed(),
                vault.current().map(Roster::version),
                readers.get().stream()
                        .map(reader -> new ReaderLine(
                                reader.name(),
                                reader.profileId(),
                                reader.state().wireName()))
                        .toList(),
                camera,
                reception.registeredToday(),
                glance.notes(),
                door);
    }

    private static boolean isOpen(Optional<DoorStanding> door) {
        return door.stream()
                .flatMap(standing -> Stream.concat(standing.current().stream(), standing.next().stream()))
                .anyMatch(session -> session.open().isPresent());
    }

    /** By the hours as at a tap: where the clock is in doubt, the booth is open (see CheckIn). A person closes it before. */
    private Service service(Assignment serving, Moment now, boolean closed, boolean doorOpen) {
        if (health.get().lastWriteFailed()) {
            return Service.OUT_OF_ORDER;
        }
        if (closed) {
            return Service.CLOSED;
        }
        if (doorOpen) {
            return Service.OPEN;
        }
        if (now.latest().isBefore(serving.validFrom())) {
            return Service.BEFORE;
        }
        return now.earliest().isBefore(serving.validTo()) ? Service.OPEN : Service.CLOSED;
    }
}
