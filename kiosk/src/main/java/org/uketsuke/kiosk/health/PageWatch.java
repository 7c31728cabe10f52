package org.uketsuke.kiosk.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the booth's page is still there: its tab says so every two seconds while people can see it. One that fell silent (the
 * browser crashed, hangs, or shows something else) has its browser restarted. A page that was never there is nobody's loss, and so
 * is a tab that only ever showed pages of staff, on a screen of their own. Thread-safe.
 */
public final class PageWatch {
    static final Duration SILENCE = Duration.ofSeconds(10);

    /** From one restart to the next, while no page comes back: a browser takes some seconds to start. */
    static final Duration RESTART_AGAIN = Duration.ofSeconds(60);

    private static final int TABS_MAX = 16;

    private final LongSupplier nanoTime;
    /** Tabs that showed the public page, with the time they were last heard, oldest first. */
    private final Map<String, Long> heardNanos = new LinkedHashMap<>();

    private Optional<Long> restartedNanos = Optional.empty();

    /** A watch that has heard nothing yet. */
    public PageWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * A tab says that people can see it.
     *
     * @param tab its id
     * @param publicPage whether it shows the public page; it is watched from then on, also while it shows a page of staff
     */
    public synchronized void beat(String tab, boolean publicPage) {
        if (!publicPage && !heardNanos.containsKey(tab)) {
            return;
        }
        restartedNanos = Optional.empty();
        heardNanos.remove(tab);
        heardNanos.put(tab, nanoTime.getAsLong());
        if (heardNanos.size() > TABS_MAX) {
            heardNanos.remove(heardNanos.keySet().iterator().next());
        }
    }

    /**
     * A browser has started: the tabs of the one before are gone with it, and their silence says nothing. Without this a browser
     * that ended and came back would be restarted once more. One that brings no page has as long as after a restart.
     */
    public synchronized void opened() {
        if (!heardNanos.isEmpty()) {
            heardNanos.clear();
            restartedNanos = Optional.of(nanoTime.getAsLong());
        }
    }

    /** Whether the browser is to be restarted now; who asks does it, and is not told again for a while. */
    synchronized boolean restartDue() {
        long now = nanoTime.getAsLong();
        if (restartedNanos.isPresent()) {
            boolean again = now - restartedNanos.get() > RESTART_AGAIN.toNanos();
            restartedNanos = again ? Optional.of(now) : restartedNanos;
            return again;
        }
        boolean silent = heardNanos.values().stream().anyMatch(heard -> now - heard > SILENCE.toNanos());
        if (silent) {
            heardNanos.clear();
            restartedNanos = Optional.of(now);
        }
        return silent;
    }
}
