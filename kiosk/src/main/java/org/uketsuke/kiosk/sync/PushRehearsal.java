package org.uketsuke.kiosk.sync;

import java.util.Collections;
import java.util.List;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Line;

/**
 * Makes pushes that nobody sends, so that the first backlog after a start leaves as quickly as later ones: a fresh JVM takes
 * some tenths of a second to learn how. The entries are the journal's first ones, over and over.
 */
final class PushRehearsal {
    /** About a second of one processor, after which it becomes no quicker. */
    private static final int ROUNDS = 60;

    private static final int ENTRIES = 500;
    private static final int TEXT_BYTES_MAX = 256 * 1024;

    private final Journal journal;
    private final Replicator replicator;
    private final ServerClient client;

    PushRehearsal(Journal journal, Replicator replicator, ServerClient client) {
        this.journal = journal;
        this.replicator = replicator;
        this.client = client;
    }

    /** Rehearses, unless the thread is interrupted or nothing has been recorded yet. */
    void run() {
        for (int i = 0; i < ROUNDS && !Thread.currentThread().isInterrupted(); i++) {
            List<Line> lines = journal.after(0, ENTRIES, TEXT_BYTES_MAX);
            if (lines.isEmpty()) {
                return;
            }
            client.prepare(
                    replicator.path(),
                    replicator.message(
                            0,
                            Collections.nCopies(ENTRIES / lines.size(), lines).stream()
                                    .flatMap(List::stream)
                                    .toList()));
        }
    }
}
