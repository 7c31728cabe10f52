package org.uketsuke.kiosk.booth;

import com.password4j.Argon2Function;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.StaffCode;

/**
 * Who may work at the staff desk (SEC-13): somebody of the roster's staff, by PIN or by the printed staff card. Five wrong
 * PINs within a quarter of an hour lock the desk against PINs for everybody until the quarter is over, also over a restart,
 * for they are in the journal; a staff card opens it all the same. Thread-safe.
 */
final class StaffDoor {
    /** Wrong PINs after which the desk is locked. */
    static final int TRIES_MAX = 5;

    /** For how long a wrong PIN counts. */
    static final Duration TRIES_WITHIN = Duration.ofMinutes(15);

    /** A desk at which nobody does anything is closed. */
    static final Duration IDLE = Duration.ofMinutes(3);

    /** The fault that the journal tells of a wrong PIN. */
    static final String PIN_REFUSED = "staff-pin-refused";

    /** The note that the journal tells of an opened desk. */
    static final String DESK_OPENED = "staff desk opened";

    private static final int SESSIONS_MAX = 8;
    private static final int TOKEN_BYTES = 16;

    private final Supplier<List<BoothStaff>> staff;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final Deque<Instant> refusals = new ArrayDeque<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * A door.
     *
     * @param staff who is on the roster now; nobody while the booth is locked
     * @param random makes session tokens
     * @param nanoTime the device's monotonic clock
     */
    StaffDoor(Supplier<List<BoothStaff>> staff, SecureRandom random, LongSupplier nanoTime) {
        this.staff = staff;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    private record Session(BoothStaff staff, long usedAtNanos) {}

    /** Takes in what the journal tells of earlier tries, also those of an earlier run. */
    synchronized void take(JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Fault fault && fault.code().equals(PIN_REFUSED)) {
            refused(entry.at());
        } else if (entry.event() instanceof JournalEvent.Note note
                && note.text().equals(DESK_OPENED)) {
            refusals.clear();
        }
    }

    /** Begins anew, before the journal is read from its beginning. */
    synchronized void forget() {
        refusals.clear();
    }

    /** A wrong PIN that the journal does not tell of, for it takes nothing now. */
    synchronized void refused(Instant at) {
        refusals.addLast(at);
        while (refusals.size() > TRIES_MAX) {
            refusals.removeFirst();
        }
    }

    /** Who is on the roster now. */
    List<BoothStaff> everybody() {
        return staff.get();
    }

    /** Until when no PIN is taken; empty if one is. */
    synchronized Optional<Instant> lockedUntil(Instant now) {
        if (refusals.size() < TRIES_MAX) {
            return Optional.empty();
        }
        Instant until = refusals.getFirst().plus(TRIES_WITHIN);
        return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }

    /** How many wrong PINs are left before the desk is locked. */
    synchronized int triesLeft(Instant now) {
        long recent = refusals.stream()
                .filter(at -> at.plus(TRIES_WITHIN).isAfter(now))
                .count();
        return (int) Math.max(0, TRIES_MAX - recent);
    }

    /** The person whose PIN this is, if it is that person's. Takes a tenth of a second. */
    Optional<BoothStaff> byPin(String staffId, String pin) {
        return find(staffId).filter(one -> pinOf(one, pin));
    }

    private static boolean pinOf(BoothStaff one, String pin) {
        try {
            return Argon2Function.getInstanceFromHash(one.pinHash()).check(pin, one.pinHash());
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The person with this staff card. */
    Optional<BoothStaff> byCode(StaffCode code) {
        byte[] hash = code.hash().getBytes(StandardCharsets.US_ASCII);
        return staff.get().stream()
                .filter(one -> one.codeHash()
                        .filter(known -> MessageDigest.isEqual(known.getBytes(StandardCharsets.US_ASCII), hash))
                        .isPresent())
                .findAny();
    }

    private Optional<BoothStaff> find(String staffId) {
        return staff.get().stream().filter(one -> one.id().equals(staffId)).findAny();
    }

    /** Lets a person in; the token that the page then shows with everything it asks. */
    synchronized String admit(BoothStaff person) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        sessions.put(token, new Session(person, nanoTime.getAsLong()));
        while (sessions.size() > SESSIONS_MAX) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        return token;
    }

    /**
     * The person who works at the desk with this token; empty once it was idle too long, closed, or the person is no longer
     * on the roster.
     *
     * @param acts whether a person did something just now, which keeps the desk open; a page that looks by itself does not
     */
    synchronized Optional<BoothStaff> enter(String token, boolean acts) {
        Session session = sessions.get(token);
        if (session == null) {
            return Optional.empty();
        }
        Optional<BoothStaff> person = find(session.staff().id());
        boolean idle = nanoTime.getAsLong() - session.usedAtNanos() > IDLE.toNanos();
        if (idle || person.isEmpty()) {
            sessions.remove(token);
            return Optional.empty();
        }
        if (acts) {
            sessions.put(token, new Session(person.get(), nanoTime.getAsLong()));
        }
        return person;
    }

    /** Seconds until the desk closes by itself if nobody does anything. */
    synchronized long secondsLeft(String token) {
        Session session = sessions.get(token);
        return session == null
                ? 0
                : Math.max(
                        0,
                        IDLE.minusNanos(nanoTime.getAsLong() - session.usedAtNanos())
                                .toSeconds());
    }

    /** Closes a desk. */
    synchronized void leave(String token) {
        sessions.remove(token);
    }
}
