package org.uketsuke.kiosk.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The housekeeping that no tap shall wait for: head logs, checkpoints, the ballast. One thread, a few times a second. */
final class JournalKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
    private static final long PERIOD_MILLIS = 100;
    private static final long CHECKPOINT_ENTRIES = 256;
    private static final int TOUCH_PERIODS = 10;
    private static final int BALLAST_PERIODS = 600;

    private final JournalWriter writer;
    private final Ballast ballast;
    private final List<Path> folders;
    private final ScheduledExecutorService thread;
    private final List<HeadLog> headLogs = new ArrayList<>();
    private String journalId = "";
    private long notedSeq = -1;
    private long checkpointSeq;
    private long periods;

    JournalKeeper(JournalWriter writer, Ballast ballast, JournalSettings settings) {
        this.writer = writer;
        this.ballast = ballast;
        this.folders = Stream.concat(Stream.of(settings.dataFolder()), settings.headLogFolders().stream())
                .distinct()
                .toList();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread keeper = new Thread(task, "journal-keeper");
            keeper.setDaemon(true);
            return keeper;
        });
    }

    /**
     * Notes the present head in every head log, then keeps going.
     *
     * @param afresh whether what was noted before may go; not while the journal could not yet tell of a difference to it
     */
    void begin(boolean afresh) {
        keep(afresh);
        thread.scheduleWithFixedDelay(
                () -> quietly(this::mendAndKeep), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void mendAndKeep() {
        mend();
        keep(false);
    }

    /** A timer drops work that throws once; this one must go on, also after the machine was short of memory for a moment. */
    static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.warn("The journal's housekeeping failed and is tried again: {}", e.toString());
        }
    }

    /** Finds out by itself that the disk takes something again: a booth out of order gets no tap to find it out by. */
    private synchronized void mend() {
        periods++;
        if (writer.isFailing() && periods % TOUCH_PERIODS == 0) {
            writer.touch();
        }
        if (ballast.isFreed() && !writer.isFailing() && periods % BALLAST_PERIODS == 0) {
            ballast.restore();
        }
    }

    private synchronized void keep(boolean afresh) {
        Standing now = writer.standing();
        if (!journalId.equals(now.id())) {
            follow(now.id());
        }
        Head head = now.head();
        if (head.seq() != notedSeq) {
            for (HeadLog log : headLogs) {
                note(log, head, afresh);
            }
            notedSeq = head.seq();
        }
        if (head.seq() - checkpointSeq >= CHECKPOINT_ENTRIES) {
            writer.checkpoint();
            ballast.restore();
            checkpointSeq = head.seq();
        }
    }

    private static void note(HeadLog log, Head head, boolean afresh) {
        if (afresh) {
            log.restart(head);
        } else {
            log.note(head);
        }
    }

    private void follow(String id) {
        headLogs.forEach(HeadLog::close);
        headLogs.clear();
        folders.forEach(folder -> headLogs.add(new HeadLog(folder, id)));
        journalId = id;
        notedSeq = -1;
        checkpointSeq = 0;
    }

    /** Notes the last head and stops. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        quietly(this::mendAndKeep);
        synchronized (this) {
            headLogs.forEach(HeadLog::close);
        }
    }
}
