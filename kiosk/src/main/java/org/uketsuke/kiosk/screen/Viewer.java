package org.uketsuke.kiosk.screen;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.uketsuke.kiosk.screen.PageMessage.Kind;

/**
 * One open page and what waits for it: at most one message of each kind, the newest. Putting never waits, so a browser that
 * is slow or dead cannot hold up a tap; taking waits on the page's own thread.
 */
final class Viewer implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Kind, String> waiting = new EnumMap<>(Kind.class);
    private final Audience audience;
    private boolean closed;

    Viewer(Audience audience) {
        this.audience = audience;
    }

    /** Leaves a message, in place of an older one of its kind. A result also ends a reading that was not shown yet. */
    void put(Kind kind, String json) {
        lock.lock();
        try {
            if (kind == Kind.RESULT) {
                waiting.remove(Kind.READING);
            }
            waiting.put(kind, json);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for messages.
     *
     * @return them as text of an event stream (WHATWG HTML 9.2), only a comment if none came in time, or empty when this page
     *     is to be closed
     */
    Optional<String> take(long waitMillis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (waiting.isEmpty() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed) {
                return Optional.empty();
            }
            StringBuilder events = new StringBuilder(waiting.isEmpty() ? ":\n\n" : "");
            waiting.forEach((kind, json) -> events.append("event: ")
                    .append(kind.name())
                    .append("\ndata: ")
                    .append(json)
                    .append("\n\n"));
            waiting.clear();
            return Optional.of(events.toString());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the page's stream. */
    @Override
    public void close() {
        audience.dismiss(this);
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
