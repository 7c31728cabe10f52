package org.uketsuke.server.adjudicate;

/**
 * Something about an entry that the office is told.
 *
 * @param kind what
 * @param settled whether it needs nobody's attention and is only kept for the record
 * @param detail plain words without personal data
 */
public record Notice(ExceptionKind kind, boolean settled, String detail) {
    /** A notice that waits for a person. */
    static Notice open(ExceptionKind kind, String detail) {
        return new Notice(kind, false, detail);
    }

    /** A notice that has resolved itself. */
    static Notice settled(ExceptionKind kind, String detail) {
        return new Notice(kind, true, detail);
    }
}
