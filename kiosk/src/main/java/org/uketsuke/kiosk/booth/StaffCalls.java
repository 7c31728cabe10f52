package org.uketsuke.kiosk.booth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Calls for staff that nobody has answered, in memory: who called and was not helped for a while has gone. Thread-safe. */
final class StaffCalls {
    /** For how long a call waits. */
    static final Duration KEPT = Duration.ofMinutes(10);

    /** Pressing the button again within it is the same call. */
    private static final Duration SAME_CALL = Duration.ofSeconds(20);

    private static final int KEPT_MAX = 20;

    private final Clock clock;
    private final Deque<StaffCall> calls = new ArrayDeque<>();
    private long nextId = 1;

    StaffCalls(Clock clock) {
        this.clock = clock;
    }

    synchronized void call(boolean forgottenCard) {
        Instant now = clock.instant();
        calls.removeIf(call -> call.forgottenCard() == forgottenCard
                && call.at().plus(SAME_CALL).isAfter(now));
        calls.addLast(new StaffCall(nextId++, now, forgottenCard));
        while (calls.size() > KEPT_MAX) {
            calls.removeFirst();
        }
    }

    synchronized void answer(long id) {
        calls.removeIf(call -> call.id() == id);
    }

    /** Newest first. */
    synchronized List<StaffCall> waiting() {
        calls.removeIf(call -> call.at().plus(KEPT).isBefore(clock.instant()));
        return calls.stream()
                .sorted(Comparator.comparingLong(StaffCall::id).reversed())
                .toList();
    }
}
