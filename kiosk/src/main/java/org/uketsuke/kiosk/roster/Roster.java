package org.uketsuke.kiosk.roster;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.KanaKey;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterSchema;

/**
 * One version of a meeting's roster, in memory. Never changes: a new version is a new roster. Thread-safe; a look-up takes
 * tens of microseconds, so readers and staff may share it.
 */
public final class Roster {
    /** Most people in one answer to a search. */
    public static final int SEARCH_LIMIT_MAX = 100;

    private static final String MEMBER = "SELECT " + RosterRows.MEMBER + " FROM member m WHERE ";

    private final SQLiteConnection memory;
    private final PreparedStatement byToken;
    private final PreparedStatement byPass;
    private final PreparedStatement byMemberNo;
    private final PreparedStatement byId;
    private final RosterSearch search;
    private final Map<String, String> meta = new HashMap<>();
    private final Map<Integer, PassKey> passKeys = new HashMap<>();
    private final List<BoothStaff> staff;
    private final Set<Medium> media;
    private final CardToken.Key tokenKey;

    private Roster(SQLiteConnection memory) throws SQLException {
        this.memory = memory;
        this.byToken = memory.prepareStatement("SELECT " + RosterRows.CARD_HOLDER
                + " FROM token t JOIN member m ON m.id = t.member WHERE t.token = ?");
        this.byPass = memory.prepareStatement(MEMBER + "m.pass_id = ?");
        this.byMemberNo = memory.prepareStatement(MEMBER + "m.member_no = ?");
        this.byId = memory.prepareStatement(MEMBER + "m.id = ?");
        this.search = new RosterSearch(memory);
        readMeta();
        this.staff = RosterRows.staff(memory);
        this.media = Stream.of(required(RosterSchema.META_CARD_MEDIA).split(","))
                .flatMap(name -> Medium.byWireName(name.strip()).stream())
                .collect(Collectors.toUnmodifiableSet());
        this.tokenKey = new CardToken.Key(HexFormat.of().parseHex(required(RosterSchema.META_TOKEN_KEY)));
        Long.parseLong(required(RosterSchema.META_VERSION));
        Integer.parseInt(required(RosterSchema.META_SOCIETY_NUMBER));
    }

    /**
     * A roster from the bytes of its SQLite file.
     *
     * @throws RosterUnusable if they are not a roster
     */
    static Roster open(byte[] file) {
        try {
            SQLiteConnection memory = RosterMemory.open(file);
            try {
                return new Roster(memory);
            } catch (SQLException | RuntimeException e) {
                memory.close();
                throw e;
            }
        } catch (SQLException | IllegalArgumentException | DateTimeException e) {
            throw new RosterUnusable("This is not a roster: " + e.getMessage(), e);
        }
    }

    private void readMeta() throws SQLException {
        try (Statement statement = memory.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT key, value FROM meta")) {
                while (row.next()) {
                    meta.put(row.getString(1), row.getString(2));
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT id, public_key, valid_from, valid_to FROM pass_key")) {
                while (row.next()) {
                    PassKey key = RosterRows.passKey(row);
                    passKeys.put(key.id(), key);
                }
            }
        }
    }

    private String required(String key) {
        String value = meta.get(key);
        if (value == null) {
            throw new IllegalArgumentException("The roster does not say its " + key);
        }
        return value;
    }

    /** Meeting id. */
    public String meeting() {
        return required(RosterSchema.META_MEETING);
    }

    /** Its version. */
    public long version() {
        return Long.parseLong(required(RosterSchema.META_VERSION));
    }

    /** The society's number in member passes. */
    public int societyNumber() {
        return Integer.parseInt(required(RosterSchema.META_SOCIETY_NUMBER));
    }

    /** Media that the society issues cards on. */
    public Set<Medium> cardMedia() {
        return media;
    }

    /** Whether a well-formed card that is not listed is recorded under its keyed token; otherwise it is only counted. */
    public boolean recordsUnknownCards() {
        return "record".equals(meta.get(RosterSchema.META_UNKNOWN_CARDS));
    }

    /** A pass key by the id in passes. */
    public Optional<PassKey> passKey(int id) {
        return Optional.ofNullable(passKeys.get(id));
    }

    /** A card's pseudonym in this meeting. */
    public CardToken tokenOf(RawToken raw) {
        return tokenKey.tokenOf(raw);
    }

    /** The card with this token, and its holder. */
    public synchronized Optional<CardHolder> findByToken(CardToken token) {
        try {
            byToken.setString(1, token.hex());
            try (ResultSet row = byToken.executeQuery()) {
                return row.next() ? Optional.of(RosterRows.cardHolder(row)) : Optional.empty();
            }
        } catch (SQLException | DateTimeException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /** The member with this pass id (16 hex digits). */
    public Optional<RosterMember> findByPass(String passId) {
        return one(byPass, passId);
    }

    /** The member with this member number. */
    public Optional<RosterMember> byMemberNo(String memberNo) {
        return one(byMemberNo, memberNo);
    }

    /** The member with this pseudonymous id. */
    public Optional<RosterMember> byId(String memberId) {
        return one(byId, memberId);
    }

    private synchronized Optional<RosterMember> one(PreparedStatement statement, String key) {
        try {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(RosterRows.member(row)) : Optional.empty();
            }
        } catch (SQLException | DateTimeException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /**
     * Members whose kana, family name first, begin so; spelled in any way that {@link KanaKey} makes alike.
     *
     * @param prefix what staff typed; nothing is found for an empty one
     * @param limit most answers, at most {@link #SEARCH_LIMIT_MAX}
     */
    public synchronized List<RosterMember> searchKana(String prefix, int limit) {
        String key = KanaKey.of(prefix);
        return key.isEmpty() ? List.of() : search(MemberQuery.of(key), limit);
    }

    /**
     * Members whom a query finds, in the order of their kana.
     *
     * @param limit most answers, at most {@link #SEARCH_LIMIT_MAX}
     */
    public synchronized List<RosterMember> search(MemberQuery query, int limit) {
        try {
            return search.run(query, Math.min(limit, SEARCH_LIMIT_MAX));
        } catch (SQLException | DateTimeException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /** Everybody who may open the staff desk, by name. */
    public List<BoothStaff> staff() {
        return staff;
    }

    /** Number of members. */
    public long members() {
        return count("member");
    }

    /**
     * Tokens of listed cards, whose order means nothing: to try look-ups that find something.
     *
     * @param from the first is this one or follows it
     * @param limit most tokens
     */
    public synchronized List<CardToken> someTokens(CardToken from, int limit) {
        List<CardToken> tokens = new ArrayList<>();
        try (PreparedStatement some =
                memory.prepareStatement("SELECT token FROM token WHERE token >= ? ORDER BY token LIMIT ?")) {
            some.setString(1, from.hex());
            some.setInt(2, limit);
            try (ResultSet row = some.executeQuery()) {
                while (row.next()) {
                    tokens.add(new CardToken(row.getString(1)));
                }
            }
            return tokens;
        } catch (SQLException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /** Number of rows in {@code member} or {@code token}. */
    synchronized long count(String table) {
        try (Statement statement = memory.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** The bytes of its SQLite file. */
    synchronized byte[] bytes() {
        try {
            return memory.serialize("main");
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** What frees its memory; holds on to nothing but the memory itself. */
    Runnable freeing() {
        SQLiteConnection held = memory;
        return () -> {
            try {
                held.close();
            } catch (SQLException e) {
                throw unusable(e);
            }
        };
    }

    /** Frees its memory now; whoever still asks gets {@link RosterUnusable}. */
    synchronized void wipe() {
        freeing().run();
    }

    private static RosterUnusable unusable(Exception e) {
        return new RosterUnusable("The roster in memory gave an error: " + e.getMessage(), e);
    }
}
