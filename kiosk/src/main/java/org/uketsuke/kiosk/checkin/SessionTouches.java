package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.uketsuke.protocol.Direction;

/** Which entries registered whom for which session, which way. For one thread at a time. */
final class SessionTouches {
    private final Registrations<Touch> registrations;
    /** Sessions into which this kiosk saw members come. */
    private final Set<String> entered = new HashSet<>();

    /** Sessions into which people came whom it could not name. */
    private final Set<String> enteredUnnamed = new HashSet<>();

    /** Each id once, however many touches name it. */
    private final Map<String, String> ids;

    SessionTouches() {
        this(new Registrations<>(), new HashMap<>());
    }

    private SessionTouches(Registrations<Touch> registrations, Map<String, String> ids) {
        this.registrations = registrations;
        this.ids = ids;
    }

    /** What is known of a member's touch; who has no term came in and yet is not registered. */
    private record Touch(String member, String session, Direction direction, boolean counts) {}

    /** Takes an entry in; false if it was taken in before. */
    boolean register(long seq, String member, String session, Direction direction, boolean counts, Instant at) {
        if (direction == Direction.IN) {
            entered.add(once(session));
        }
        return registrations.register(seq, new Touch(once(member), once(session), direction, counts), at);
    }

    /** Takes in that somebody came in who could not be named. */
    void unnamed(String session) {
        enteredUnnamed.add(once(session));
    }

    /** Whether everybody who came in to a session is known by name, as far as this kiosk saw them. */
    boolean sawWhoCameIn(String session) {
        return entered.contains(session) && !enteredUnnamed.contains(session);
    }

    private String once(String id) {
        return ids.computeIfAbsent(id, key -> key);
    }

    /** Voids an entry; when it was recorded, if it had registered anybody. */
    Optional<Instant> cancel(long seq) {
        boolean counted = registrations.whom(seq).filter(Touch::counts).isPresent();
        return registrations.cancel(seq).filter(at -> counted);
    }

    /** When a member was registered first for a session, one way. */
    Optional<Instant> firstAt(String member, String session, Direction direction) {
        return registrations.firstAt(new Touch(member, session, direction, true));
    }

    /** When a member touched first for a session, one way, with or without a term. */
    Optional<Instant> cameAt(String member, String session, Direction direction) {
        return Stream.of(true, false)
                .flatMap(counts -> registrations.firstAt(new Touch(member, session, direction, counts)).stream())
                .min(Comparator.naturalOrder());
    }

    /** Numbers of the entries that registered a member for a session, one way, first to last. */
    List<Long> entriesOf(String member, String session, Direction direction) {
        return registrations.entriesOf(new Touch(member, session, direction, true));
    }

    /** The same touches under new entry numbers. */
    SessionTouches renumbered(Map<Long, Long> newSeqs) {
        SessionTouches renumbered = new SessionTouches(registrations.renumbered(newSeqs), ids);
        renumbered.keepWays(this);
        return renumbered;
    }

    /** Takes over what an earlier journal tells and this one does not. */
    void keepFrom(SessionTouches earlier) {
        registrations.keepFrom(earlier.registrations);
        keepWays(earlier);
    }

    private void keepWays(SessionTouches earlier) {
        entered.addAll(earlier.entered);
        enteredUnnamed.addAll(earlier.enteredUnnamed);
    }
}
