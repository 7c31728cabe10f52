package org.uketsuke.server.audit;

/** What is kept in the audit trail. */
public enum Action {
    /** A person logged in. */
    LOGGED_IN,
    /** A log-in failed. */
    LOG_IN_FAILED,
    /** A person logged out. */
    LOGGED_OUT,
    /** A one-time link was made. */
    LINK_MADE,
    /** An account came to be. */
    ACCOUNT_MADE,
    /** An account was disabled. */
    ACCOUNT_DISABLED,
    /** A password was set anew. */
    PASSWORD_CHANGED,
    /** A code to enrol a kiosk was made. */
    KIOSK_CODE_MADE,
    /** A kiosk enrolled. */
    KIOSK_ENROLLED,
    /** An enrolment was refused. */
    KIOSK_REFUSED,
    /** A kiosk's key was taken back. */
    KIOSK_REVOKED,
    /** A kiosk was given the door of a room to keep. */
    KIOSK_DOOR_GIVEN,
    /** A kiosk's door was taken away: it serves the meeting's reception again. */
    KIOSK_DOOR_TAKEN,
    /** A journal came by hand. */
    JOURNAL_UPLOADED,
    /** A list left the system. */
    EXPORTED,
    /** A policy or a list of the office came in. */
    IMPORTED,
    /** What an earlier build had kept was brought to how it is kept now. */
    BROUGHT_UP_TO_DATE,
    /** A member's pass was issued. */
    PASS_ISSUED,
    /** A member's record was opened. */
    MEMBER_SEEN,
    /** Somebody may open the staff desk of a meeting's booths. */
    STAFF_ADDED,
    /** Somebody at the booths got a new PIN and card. */
    STAFF_CARD_MADE,
    /** Somebody may not open the staff desk any more. */
    STAFF_STOPPED,
    /** The key of a meeting's booths was shown. */
    BOOTH_KEY_SHOWN,
    /** A meeting's booths got another key. */
    BOOTH_KEY_MADE
}
