package org.uketsuke.server.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.booth.BoothStaffStore;
import org.uketsuke.server.pass.PassKeyStore;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.Society;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Dialect;

/** Reads what a roster is made from out of the society's books. For one transaction. */
final class RosterFactsStore {
    private static final int FETCH_ROWS = 5_000;
    private static final String TERMS = """
            SELECT q.member, q.kind, t.start_date, t.end_date
            FROM qualification q JOIN term t ON t.society = q.society AND t.qualification = q.id
            WHERE q.society = :society %s""";
    private static final String MEMBERS = """
            SELECT id, member_no, family_name, given_name, family_kana, given_kana, affiliation, pass_id, pass_generation
            FROM member WHERE society = :society %s ORDER BY id""";
    private static final String CARDS =
            "SELECT id, member, medium, token, valid_from, valid_to, status FROM card WHERE society = :society ";

    private static final Comparator<RosterTerm> TERMS_ORDER =
            Comparator.comparing(RosterTerm::qualification).thenComparing(RosterTerm::start);

    private final Handle handle;
    private final Dialect dialect;
    /** A society's terms and cards begin and end on few different days. */
    private final Map<String, LocalDate> days = new HashMap<>();

    RosterFactsStore(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /** Everything, for a meeting of that society. */
    RosterFacts read(String society, String meeting) {
        return new RosterFacts(
                meta(society),
                new PassKeyStore(handle).forKiosks(society),
                new BoothStaffStore(handle).active(society, meeting),
                members(society, "", List.of()),
                tokens(society, new MeetingStore(handle).tokenKey(society, meeting)));
    }

    /** Some members as they now stand. */
    List<RosterMember> members(String society, Collection<String> ids) {
        return ids.isEmpty() ? List.of() : members(society, dialect.among(":ids"), ids);
    }

    /**
     * Some cards as they now stand.
     *
     * @param tokensByCard their keyed tokens by card id
     */
    List<RosterToken> tokens(String society, Map<String, String> tokensByCard) {
        if (tokensByCard.isEmpty()) {
            return List.of();
        }
        return handle.createQuery(CARDS + "AND id " + dialect.among(":ids") + " ORDER BY id")
                .bind("society", society)
                .bind("ids", Wire.write(tokensByCard.keySet()))
                .map((row, context) -> token(row, tokensByCard.getOrDefault(row.getString(1), "")))
                .list();
    }

    private RosterMeta meta(String code) {
        Society society = new SocietyStore(handle)
                .find(code)
                .orElseThrow(() -> new IllegalArgumentException("There is no society " + code));
        String media =
                society.cardMedia().stream().map(Medium::wireName).sorted().collect(Collectors.joining(","));
        return new RosterMeta(society.number(), media, society.unknownCards().word());
    }

    private List<RosterMember> members(String society, String among, Collection<String> ids) {
        Map<String, List<RosterTerm>> terms = terms(society, among, ids);
        var query = handle.createQuery(MEMBERS.formatted(among.isEmpty() ? "" : "AND id " + among))
                .bind("society", society)
                .setFetchSize(FETCH_ROWS);
        if (!among.isEmpty()) {
            query.bind("ids", Wire.write(ids));
        }
        return query.map((row, context) -> member(row, terms)).list();
    }

    private static RosterMember member(ResultSet row, Map<String, List<RosterTerm>> terms) throws SQLException {
        String id = row.getString(1);
        return new RosterMember(
                id,
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getInt(9),
                terms.getOrDefault(id, List.of()));
    }

    private Map<String, List<RosterTerm>> terms(String society, String among, Collection<String> ids) {
        Map<String, List<RosterTerm>> terms = new HashMap<>();
        var query = handle.createQuery(TERMS.formatted(among.isEmpty() ? "" : "AND q.member " + among))
                .bind("society", society)
                .setFetchSize(FETCH_ROWS);
        if (!among.isEmpty()) {
            query.bind("ids", Wire.write(ids));
        }
        query.map((row, context) -> terms.computeIfAbsent(row.getString(1), member -> new ArrayList<>(1))
                        .add(new RosterTerm(row.getString(2), day(row.getString(3)), day(row.getString(4)))))
                .forEach(added -> {});
        terms.values().stream().filter(several -> several.size() > 1).forEach(several -> several.sort(TERMS_ORDER));
        return terms;
    }

    private List<RosterToken> tokens(String society, byte[] tokenKey) {
        CardToken.Key key = new CardToken.Key(tokenKey);
        List<RosterToken> tokens = handle.createQuery(CARDS)
                .bind("society", society)
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> token(
                        row,
                        key.tokenOf(new RawToken(medium(row), row.getString(4))).hex()))
                .collect(Collectors.toCollection(ArrayList::new));
        tokens.sort(Comparator.comparing(RosterToken::token));
        return tokens;
    }

    private RosterToken token(ResultSet row, String token) throws SQLException {
        return new RosterToken(
                token,
                row.getString(2),
                row.getString(1),
                medium(row),
                day(row.getString(5)),
                day(row.getString(6)),
                CardStatus.valueOf(row.getString(7).toUpperCase(Locale.ROOT)));
    }

    private static Medium medium(ResultSet row) throws SQLException {
        return Medium.byWireName(row.getString(3)).orElse(Medium.UNRECOGNISED);
    }

    private LocalDate day(String text) {
        return days.computeIfAbsent(text, LocalDate::parse);
    }
}
