package org.uketsuke.kiosk;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.sync.Replication;
import org.uketsuke.protocol.JournalEvent.Fault;

/** What a booth does by itself beside serving people. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long TALLY_PERIOD_MINUTES = 5;

    private Upkeep() {}

    /** A disk that takes nothing is no reason to stay dark: the screen tells people to go to another booth. */
    static void open(Reception reception) {
        try {
            reception.open();
        } catch (NotRecorded e) {
            LOG.error("The booth starts out of order: {}", e.getMessage());
        }
    }

    /** Tells the office of a fault by way of the journal, if that takes anything. */
    static void recordFault(Journal journal, Fault fault) {
        try {
            LOG.warn(
                    "{}: recorded as entry {}",
                    fault.code(),
                    journal.append(fault).entry().seq());
        } catch (NotRecorded e) {
            LOG.warn("{}: not recorded: {}", fault.code(), e.getMessage());
        }
    }

    /** Journals the counters now and then, until closed. */
    static AutoCloseable tallies(Reception reception) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tally");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> recordTally(reception), TALLY_PERIOD_MINUTES, TALLY_PERIOD_MINUTES, TimeUnit.MINUTES);
        return timer::shutdownNow;
    }

    /** Whatever fails, a timer that calls this goes on. */
    static void recordTally(Reception reception) {
        try {
            reception.recordTally();
        } catch (NotRecorded | RuntimeException | OutOfMemoryError e) {
            LOG.warn("The counters were not recorded: {}", e.getMessage());
        }
    }

    /** Goes through taps and pushes in the background, so that the first are as quick as later ones; closing ends it early. */
    static AutoCloseable warmUp(Reception reception, Replication replication) {
        Thread thread = new Thread(
                () -> {
                    reception.warmUp();
                    replication.warmUp();
                },
                "warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
        return () -> {
            thread.interrupt();
            thread.join();
        };
    }
}
