package org.uketsuke.server.verify;

/**
 * Something that is not as it must be.
 *
 * @param sort what it is about
 * @param place where: journal and entry, meeting and member, ledger entry
 * @param detail what was found and what was expected, without personal data
 */
public record Difference(Sort sort, String place, String detail) {
    /** What a difference is about. */
    public enum Sort {
        /** The database file itself is damaged. */
        STORAGE,
        /** An entry's hash does not follow from its text and the hash before it, or an entry is missing. */
        CHAIN,
        /** A journal's cursor is not at its last entry. */
        CURSOR,
        /** A decision is missing, superfluous, or does not follow from entry and facts. */
        DECISION,
        /** A touch at the door of a room is missing, superfluous or wrong. */
        TOUCH,
        /** A ledger entry is missing, superfluous or wrong. */
        AWARD,
        /** A day of attendance is missing, superfluous or wrong. */
        ATTENDANCE,
        /** An entry was raised and no case tells of it. */
        EXCEPTION,
        /** A sum does not tie. */
        BALANCE,
        /** A line of the audit trail does not follow from the one before it. */
        AUDIT
    }

    @Override
    public String toString() {
        return sort + " " + place + ": " + detail;
    }
}
