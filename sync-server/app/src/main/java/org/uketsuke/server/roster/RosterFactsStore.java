package org.uketsuke.server.roster;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.pass.PassKeyStore;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.Society;
import org.uketsuke.server.society.SocietyStore;

/**
 * What a roster is made from, as it now stands: all members of the society, also those without a qualification, since their
 * attendance counts (domain 3.5-8).
 *
 * @param handle the transaction
 */
record RosterFactsStore(Handle handle) {
    private static final int FETCH_ROWS = 5_000;

    /** Hands over every row of the roster. */
    void forEach(String society, String meeting, Consumer<RosterRow> rows) {
        meta(society).ifPresent(rows);
        for (PassKey key : new PassKeyStore(handle).forKiosks(society)) {
            rows.accept(new RosterRow(RosterRow.PASS_KEY, String.valueOf(key.id()), "", Wire.write(key)));
        }
        members(society, terms(society), rows);
        tokens(society, new MeetingStore(handle).tokenKey(society, meeting), rows);
    }

    private Optional<RosterRow> meta(String code) {
        Optional<Society> society = new SocietyStore(handle).find(code);
        return society.map(found -> {
            String media =
                    found.cardMedia().stream().map(Medium::wireName).sorted().collect(Collectors.joining(","));
            RosterMeta meta =
                    new RosterMeta(found.number(), media, found.unknownCards().word());
            return new RosterRow(RosterRow.META, "society", "", Wire.write(meta));
        });
    }

    private Map<String, List<RosterTerm>> terms(String society) {
        Map<String, List<RosterTerm>> terms = new HashMap<>();
        handle.createQuery("""
                        SELECT q.member, q.kind, t.start_date, t.end_date
                        FROM qualification q JOIN term t ON t.society = q.society AND t.qualification = q.id
                        WHERE q.society = ? ORDER BY q.member, q.kind, t.start_date""")
                .bind(0, society)
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> Map.entry(
                        row.getString(1),
                        new RosterTerm(
                                row.getString(2),
                                LocalDate.parse(row.getString(3)),
                                LocalDate.parse(row.getString(4)))))
                .forEach(term -> terms.computeIfAbsent(term.getKey(), member -> new ArrayList<>(2))
                        .add(term.getValue()));
        return terms;
    }

    private void members(String society, Map<String, List<RosterTerm>> terms, Consumer<RosterRow> rows) {
        handle.createQuery("""
                        SELECT id, member_no, family_name, given_name, family_kana, given_kana, affiliation, pass_id,
                          pass_generation
                        FROM member WHERE society = ?""")
                .bind(0, society)
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> new RosterMember(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getInt(9),
                        terms.getOrDefault(row.getString(1), List.of())))
                .forEach(member ->
                        rows.accept(new RosterRow(RosterRow.MEMBER, member.id(), member.id(), Wire.write(member))));
    }

    private void tokens(String society, byte[] tokenKey, Consumer<RosterRow> rows) {
        handle.createQuery("SELECT id, member, medium, token, valid_from, valid_to, status FROM card WHERE society = ?")
                .bind(0, society)
                .setFetchSize(FETCH_ROWS)
                .map((row, context) -> {
                    Medium medium = Medium.byWireName(row.getString(3)).orElse(Medium.UNRECOGNISED);
                    return new RosterToken(
                            CardToken.of(tokenKey, new RawToken(medium, row.getString(4)))
                                    .hex(),
                            row.getString(2),
                            row.getString(1),
                            medium,
                            LocalDate.parse(row.getString(5)),
                            LocalDate.parse(row.getString(6)),
                            CardStatus.valueOf(row.getString(7).toUpperCase(java.util.Locale.ROOT)));
                })
                .forEach(token ->
                        rows.accept(new RosterRow(RosterRow.TOKEN, token.token(), token.card(), Wire.write(token))));
    }
}
