package org.uketsuke.kiosk.sync;

/**
 * What is in the way between this kiosk and its server, as a closed list: the screen has words for each in its own languages.
 * What the server or the network said in detail is for the log.
 */
public enum SyncTrouble {
    /** The office has revoked this kiosk: it is told no roster any more, though what it records can still be sent in. */
    REVOKED,
    /** The server knows no such kiosk. */
    NOT_ENROLLED,
    /** The server cannot check this kiosk's signature: most likely it is reached under another address than the kiosk was given. */
    NOT_AUTHENTIC,
    /** The journal belongs to a kiosk that this folder was before it was enrolled anew. */
    FOREIGN_JOURNAL,
    /** The server holds another history of the journal. */
    OTHER_HISTORY,
    /** This kiosk's clock is off, and the server's answer did not tell the right time either. */
    CLOCK,
    /** The server refuses for another reason, such as one that only a newer version knows. */
    REFUSED,
    /** The server is there but cannot take it now; that passes. */
    BUSY,
    /** No answer, or none of the server's; that may pass. */
    UNREACHABLE,
    /** The replication stumbled over its own feet and goes on. */
    STUMBLED;

    /** What a refusal means, by the problem's type; see {@code Messages.Problem}. */
    static SyncTrouble ofProblem(String type) {
        return switch (type) {
            case "/problems/revoked-kiosk" -> REVOKED;
            case "/problems/unknown-kiosk" -> NOT_ENROLLED;
            case "/problems/signature" -> NOT_AUTHENTIC;
            case "/problems/foreign-journal" -> FOREIGN_JOURNAL;
            case "/problems/clock" -> CLOCK;
            default -> REFUSED;
        };
    }

    /** Whether the server answered, and refused: waiting will not help, somebody must do something. */
    public boolean refused() {
        return switch (this) {
            case BUSY, UNREACHABLE, STUMBLED -> false;
            default -> true;
        };
    }

    /** Whether it is about who this kiosk is, and so holds for all that it asks of the server. */
    boolean ofTheKioskItself() {
        return switch (this) {
            case REVOKED, NOT_ENROLLED, NOT_AUTHENTIC, CLOCK -> true;
            default -> false;
        };
    }
}
