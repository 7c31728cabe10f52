package org.uketsuke.server.adjudicate;

import org.uketsuke.server.adjudicate.Detail.What;

/**
 * Something about an entry that the office is told.
 *
 * @param kind what
 * @param settled whether it needs nobody's attention and is only kept for the record
 * @param detail what happened, without personal data
 */
public record Notice(ExceptionKind kind, boolean settled, Detail detail) {
    /** A notice that waits for a person. */
    public static Notice open(ExceptionKind kind, What what, Object... values) {
        return new Notice(kind, false, Detail.of(what, values));
    }

    /** A notice that has resolved itself. */
    static Notice settled(ExceptionKind kind, What what, Object... values) {
        return new Notice(kind, true, Detail.of(what, values));
    }

    /** Whether one case tells of all such entries of a journal: a newer kiosk writes its new events again and again. */
    public boolean perJournal() {
        return detail.what() == What.UNKNOWN_EVENT;
    }
}
