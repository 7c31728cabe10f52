package org.uketsuke.kiosk.roster;

/** What became of a roster that arrived. */
public sealed interface RosterChange {
    /**
     * It is in use.
     *
     * @param version its version
     * @param atRest whether it also lies sealed on disk; if not (disk full), a restart will have to fetch it again
     */
    record Installed(long version, boolean atRest) implements RosterChange {}

    /**
     * It is not taken; what was in use before stays in use.
     *
     * @param why what was the matter
     * @param detail plain words for the log
     */
    record Refused(Why why, String detail) implements RosterChange {}

    /** Why a roster is not taken. */
    enum Why {
        /** It is for another meeting. */
        OTHER_MEETING,
        /** It is shorter or longer than its manifest says: cut off on the way. */
        WRONG_LENGTH,
        /** Its bytes are not those of the manifest. */
        WRONG_HASH,
        /** The manifest was not signed by this server. */
        BAD_SIGNATURE,
        /** It is not a roster, or not the one that its manifest describes. */
        NOT_A_ROSTER,
        /** A delta for another version than the one in use: ask for everything. */
        OTHER_VERSION,
        /** The roster of this meeting was wiped here after settlement. */
        WIPED
    }
}
