package org.uketsuke.kiosk.booth;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * Keeps the day book in step with the journal: whenever somebody asks, it first reads what is new. The first question of a
 * run reads the whole journal; taps do not wait for that. Thread-safe.
 */
final class JournalFollower {
    /** Counted scans that wait while nobody looks at the desk; a busy booth has fewer in a day. */
    private static final int UNREAD_MAX = 5_000;

    private final Supplier<Assignment> assignment;
    private final Journal journal;
    private final StaffDoor door;
    private final Deque<Counted> unread = new ArrayDeque<>();
    private Following following = new Following("", 0, new DayBook("", ZoneId.of("UTC")));

    /**
     * Follows a journal.
     *
     * @param assignment where the booth serves
     * @param journal what happened here
     * @param door learns of earlier tries to open the desk
     */
    JournalFollower(Supplier<Assignment> assignment, Journal journal, StaffDoor door) {
        this.assignment = assignment;
        this.journal = journal;
        this.door = door;
    }

    /** How far into which journal the book goes. */
    private record Following(String journalId, long seq, DayBook book) {}

    /** Takes in a scan that left no entry; never waits. */
    void counted(Counted scan) {
        synchronized (unread) {
            unread.addLast(scan);
            if (unread.size() > UNREAD_MAX) {
                unread.removeFirst();
            }
        }
    }

    /** Reads what is new. */
    synchronized void follow() {
        book();
    }

    /** What the book says now. */
    synchronized <R> R ask(Function<DayBook, R> question) {
        return question.apply(book());
    }

    /** The book as of now: follows the journal, also into a new file, and the booth to another meeting. */
    private DayBook book() {
        Assignment serving = assignment.get();
        String journalId = journal.id();
        boolean anew = !following.journalId().equals(journalId)
                || !following.book().meeting().equals(serving.meeting().id());
        if (anew) {
            door.forget();
            following = new Following(
                    journalId,
                    0,
                    new DayBook(
                            serving.meeting().id(), ZoneId.of(serving.meeting().zone())));
        }
        DayBook book = following.book();
        long[] last = {following.seq()};
        journal.forEach(last[0], entry -> {
            book.take(entry);
            door.take(entry);
            last[0] = entry.seq();
        });
        following = new Following(journalId, last[0], book);
        synchronized (unread) {
            unread.forEach(book::take);
            unread.clear();
        }
        return book;
    }
}
