package org.uketsuke.protocol;

import java.util.List;

/**
 * The SQLite file that a roster snapshot is. The server fills it, the kiosk opens it in memory; both know its tables from
 * here. Dates are ISO texts, instants UTC milliseconds.
 */
public final class RosterSchema {
    /** {@code meta} key: meeting id. */
    public static final String META_MEETING = "meeting";

    /** {@code meta} key: society code. */
    public static final String META_SOCIETY = "society";

    /** {@code meta} key: two-byte society number in passes, decimal. */
    public static final String META_SOCIETY_NUMBER = "society_number";

    /** {@code meta} key: roster version, decimal. */
    public static final String META_VERSION = "version";

    /** {@code meta} key: the meeting's token key, 64 hex digits. */
    public static final String META_TOKEN_KEY = "token_key";

    /** {@code meta} key: comma-separated wire names of the media the society issues. */
    public static final String META_CARD_MEDIA = "card_media";

    /** {@code meta} key: {@code record} or {@code count}: what to do with a well-formed card that is not listed. */
    public static final String META_UNKNOWN_CARDS = "unknown_cards";

    /** The table of {@link RosterMessages.BoothStaff}; rosters made before there was a staff desk lack it. */
    public static final String STAFF = """
            CREATE TABLE staff (
              id TEXT PRIMARY KEY, name TEXT NOT NULL, lead INTEGER NOT NULL, pin_hash TEXT NOT NULL,
              code_hash TEXT) STRICT, WITHOUT ROWID""";

    private RosterSchema() {}

    /** The statements that make an empty roster. */
    public static List<String> create() {
        return List.of(
                "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
                """
                CREATE TABLE member (
                  id TEXT PRIMARY KEY, member_no TEXT NOT NULL,
                  family_name TEXT NOT NULL, given_name TEXT NOT NULL,
                  family_kana TEXT NOT NULL, given_kana TEXT NOT NULL,
                  kana_key TEXT NOT NULL, affiliation TEXT NOT NULL,
                  pass_id TEXT NOT NULL, pass_generation INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
                """
                CREATE TABLE term (
                  member TEXT NOT NULL, qualification TEXT NOT NULL, start_date TEXT NOT NULL, end_date TEXT NOT NULL,
                  PRIMARY KEY (member, qualification, start_date)) STRICT, WITHOUT ROWID""",
                """
                CREATE TABLE token (
                  token TEXT PRIMARY KEY, member TEXT NOT NULL, card TEXT NOT NULL, medium TEXT NOT NULL,
                  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, status TEXT NOT NULL) STRICT, WITHOUT ROWID""",
                """
                CREATE TABLE pass_key (
                  id INTEGER PRIMARY KEY, public_key TEXT NOT NULL,
                  valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL) STRICT""",
                STAFF);
    }

    /** The indexes, best made after the rows: number, kana prefix, pass id, and the tokens of a member. */
    public static List<String> indexes() {
        return List.of(
                "CREATE INDEX member_by_no ON member (member_no)",
                "CREATE INDEX member_by_kana ON member (kana_key)",
                "CREATE UNIQUE INDEX member_by_pass ON member (pass_id)",
                "CREATE INDEX token_by_member ON token (member)");
    }
}
