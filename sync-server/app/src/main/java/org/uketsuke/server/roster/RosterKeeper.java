package org.uketsuke.server.roster;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.server.roster.DueStore.Due;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.FaultTrace;

/**
 * Makes the rosters that kiosks will ask for before they do: of meetings that run or begin within days, and of those that have
 * a code for a booth or a kiosk. Whoever imports on the command line or makes a code need not think of it.
 */
public final class RosterKeeper implements AutoCloseable {
    /** Meetings that begin within so many days. */
    private static final int DAYS_AHEAD = 3;

    private static final long PERIOD_MILLIS = 2_000;
    private static final long STOP_MILLIS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(RosterKeeper.class);

    private final Storage storage;
    private final Rosters rosters;
    private final Clock clock;
    private final Map<String, Long> changeCounts = new HashMap<>();
    private final Set<Due> prepared = new HashSet<>();
    private boolean failing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread keeper = new Thread(work, "roster-keeper");
        keeper.setDaemon(true);
        return keeper;
    });

    RosterKeeper(Storage storage, Rosters rosters, Clock clock) {
        this.storage = storage;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** Starts to look after rosters, until {@link #close}. */
    public static RosterKeeper start(Storage storage, Rosters rosters, Clock clock) {
        RosterKeeper keeper = new RosterKeeper(storage, rosters, clock);
        keeper.thread.scheduleWithFixedDelay(keeper::lookOrSay, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return keeper;
    }

    private void lookOrSay() {
        try {
            look();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("Rosters could not be prepared; kiosks that ask wait for theirs: {}", FaultTrace.of(e));
            }
            failing = true;
        }
    }

    /** Prepares what is due, except of societies whose books have changed since the last look: an import is under way. */
    void look() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Set<String> quiet = new HashSet<>();
        Set<Due> dues = storage.read(
                handle -> new DueStore(handle).due(today.minusDays(1), today.plusDays(DAYS_AHEAD), clock.instant()));
        for (Due due : dues) {
            Long before = changeCounts.put(due.society(), due.changeCount());
            if (before == null || before == due.changeCount()) {
                quiet.add(due.society());
            }
        }
        prepared.retainAll(dues);
        for (Due due : dues) {
            if (quiet.contains(due.society()) && !prepared.contains(due)) {
                rosters.prepare(due.society(), due.meeting());
                prepared.add(due);
            }
        }
    }

    /** Ends after what it is at. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A roster is still being prepared; it will be made again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
