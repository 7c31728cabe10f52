package org.uketsuke.kiosk.booth;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.StaffCode;

/** How staff come to their desk and leave it; every opening and every wrong PIN is in the journal. Thread-safe. */
public final class Entrance {
    private static final long ASKED_LATELY_NANOS = 2_500_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

    private final Journal journal;
    private final StaffDoor door;
    private final JournalFollower follower;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private Optional<Opening> byCard = Optional.empty();
    private Optional<Long> askedNanos = Optional.empty();

    Entrance(Journal journal, StaffDoor door, JournalFollower follower, Clock clock, LongSupplier nanoTime) {
        this.journal = journal;
        this.door = door;
        this.follower = follower;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** A staff card that was held out and whose page has not come yet. */
    private record Opening(BoothStaff staff, long atNanos) {}

    /** Everybody who may open the desk; nobody while no roster is unlocked. */
    public List<BoothStaff> staff() {
        return door.everybody();
    }

    /** Opens the desk by a PIN. One try at a time, so that many at once are no way around the limit. */
    public synchronized LogIn logIn(String staffId, String pin) {
        follower.follow();
        Instant now = clock.instant();
        Optional<Instant> locked = door.lockedUntil(now);
        if (locked.isPresent()) {
            return new LogIn.Locked(locked.get());
        }
        Optional<BoothStaff> person = door.byPin(staffId, pin);
        if (person.isPresent()) {
            return opened(person.get());
        }
        refused(now);
        return door.lockedUntil(now)
                .<LogIn>map(LogIn.Locked::new)
                .orElseGet(() -> new LogIn.Refused(door.triesLeft(now)));
    }

    private void refused(Instant now) {
        try {
            journal.append(new JournalEvent.Fault(StaffDoor.PIN_REFUSED, "a wrong PIN was entered at the staff desk"));
            follower.follow();
        } catch (NotRecorded e) {
            door.refused(now);
        }
    }

    private LogIn opened(BoothStaff person) {
        try {
            journal.append(new JournalEvent.Note(StaffDoor.DESK_OPENED, Optional.of(person.id())));
        } catch (NotRecorded e) {
            LOG.warn("That the staff desk was opened could not be recorded: {}", e.getMessage());
        }
        return new LogIn.Opened(door.admit(person), person);
    }

    /** A staff card was held out: whether it is one of the roster's. The page that is waiting for it comes next. */
    public synchronized boolean staffCard(StaffCode code) {
        byCard = door.byCode(code).map(person -> new Opening(person, nanoTime.getAsLong()));
        return byCard.isPresent();
    }

    /** Whether a page stands at the desk's door and waits for a card: pages ask every second. */
    public synchronized boolean isWaitedAt() {
        return askedNanos
                .filter(asked -> nanoTime.getAsLong() - asked < ASKED_LATELY_NANOS)
                .isPresent();
    }

    /** Opens the desk if a staff card was held out just now. */
    public synchronized Optional<LogIn.Opened> logInByCard() {
        askedNanos = Optional.of(nanoTime.getAsLong());
        Optional<Opening> seen =
                byCard.filter(card -> nanoTime.getAsLong() - card.atNanos() < DeskTools.CARD_COUNTS_NANOS);
        byCard = Optional.empty();
        return seen.map(card -> (LogIn.Opened) opened(card.staff()));
    }

    /** When PINs are taken again, if they are not taken now. */
    public synchronized Optional<Instant> lockedUntil() {
        follower.follow();
        return door.lockedUntil(clock.instant());
    }

    /**
     * Who works here with that token; empty when the desk was closed or idle too long.
     *
     * @param acts whether a person did something, which keeps the desk open
     */
    public Optional<BoothStaff> enter(String token, boolean acts) {
        return door.enter(token, acts);
    }

    /** Seconds until the desk closes by itself. */
    public long secondsLeft(String token) {
        return door.secondsLeft(token);
    }

    /** Closes the desk. */
    public void leave(String token) {
        door.leave(token);
    }
}
