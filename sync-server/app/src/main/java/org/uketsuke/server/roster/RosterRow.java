package org.uketsuke.server.roster;

/**
 * A row of a meeting's roster: what tells that it is there, and whether it has changed. What kiosks hold of it stands in the
 * society's books.
 *
 * @param kind what it is
 * @param key what tells it apart within its kind: member id, hex token, pass key id, staff id, or {@code society}
 * @param subject member id of a member row, card id of a token row; else empty
 * @param digest of everything that kiosks hold of it ({@link RosterDigest}); empty when the row is gone
 */
record RosterRow(String kind, String key, String subject, String digest) {
    /** A {@link org.uketsuke.protocol.RosterMessages.RosterMember}. */
    static final String MEMBER = "member";

    /** A {@link org.uketsuke.protocol.RosterMessages.RosterToken}. */
    static final String TOKEN = "token";

    /** A {@link org.uketsuke.protocol.RosterMessages.PassKey}. */
    static final String PASS_KEY = "pass_key";

    /** A {@link org.uketsuke.protocol.RosterMessages.BoothStaff}. */
    static final String STAFF = "staff";

    /** {@link RosterMeta}, which only a snapshot carries. */
    static final String META = "meta";

    RosterRow gone() {
        return new RosterRow(kind, key, subject, "");
    }

    boolean isGone() {
        return digest.isEmpty();
    }
}
