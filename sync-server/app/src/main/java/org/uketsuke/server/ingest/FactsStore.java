package org.uketsuke.server.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.credit.FiscalYear;
import org.uketsuke.server.storage.Dialect;

/** Reads what decisions need, one statement for all entries of a batch. */
final class FactsStore {
    private static final String MEMBERS = """
            SELECT m.id, m.status, q.id AS qualification, q.kind, t.start_date, t.end_date
            FROM member m
            LEFT JOIN qualification q ON q.society = m.society AND q.member = m.id
            LEFT JOIN term t ON t.society = q.society AND t.qualification = q.id
            WHERE m.society = :society AND m.id %s
            ORDER BY m.id, q.kind, t.start_date""";
    private static final String CARDS = """
            SELECT r.key AS token, c.id, c.member, c.valid_to, c.status, c.status_since
            FROM roster_row r
            JOIN card c ON c.society = r.society AND c.id = r.subject
            WHERE r.society = :society AND r.meeting = :meeting AND r.kind = 'token' AND r.key %s""";

    private final Dialect dialect;

    FactsStore(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Dates of rows: a society's terms and cards begin and end on few different days. */
    private static final class Days {
        private final Map<String, LocalDate> known = new HashMap<>();

        LocalDate of(String text) {
            return known.computeIfAbsent(text, LocalDate::parse);
        }
    }

    /**
     * A card and whose it is.
     *
     * @param card the card
     * @param member member id
     */
    record HeldCard(Facts.Card card, String member) {}

    /**
     * A pass id and whose it is.
     *
     * @param member member id
     * @param oldestGood oldest generation that still holds
     */
    record HeldPass(String member, int oldestGood) {}

    /**
     * The meeting, held so that no void, settlement or other change of its rules comes in between.
     *
     * @param alone whether no other push of the meeting shall run beside this one, which a void, a temporary card and a touch at
     *     the door of a room need: they look for other taps that count otherwise then
     */
    MeetingFacts meeting(Handle handle, String society, String meeting, boolean alone) {
        return handle.createQuery("SELECT class, start_date, end_date, credit_date, status FROM meeting"
                        + " WHERE society = :society AND id = :meeting"
                        + (alone ? dialect.forUpdate() : dialect.forShare()))
                .bind("society", society)
                .bind("meeting", meeting)
                .map((row, context) -> meeting(handle, society, meeting, row))
                .findOne()
                .orElseThrow(() -> new IllegalStateException(
                        "A kiosk serves meeting " + meeting + " of " + society + ", which the database does not have"));
    }

    private static MeetingFacts meeting(Handle handle, String society, String meeting, ResultSet row)
            throws SQLException {
        LocalDate creditDate = LocalDate.parse(row.getString("credit_date"));
        String meetingClass = row.getString("class");
        String status = row.getString("status");
        LocalDate start = LocalDate.parse(row.getString("start_date"));
        LocalDate end = LocalDate.parse(row.getString("end_date"));
        return handle.createQuery("SELECT zone, fiscal_year_start FROM society WHERE society = :society")
                .bind("society", society)
                .map((policy, context) -> {
                    ZoneId zone = ZoneId.of(policy.getString("zone"));
                    return new MeetingFacts(
                            society,
                            meeting,
                            status.equals("settled") || status.equals("cancelled"),
                            zone,
                            start.atStartOfDay(zone).toInstant(),
                            end.plusDays(1).atStartOfDay(zone).toInstant(),
                            creditDate,
                            FiscalYear.of(creditDate, MonthDay.parse("--" + policy.getString("fiscal_year_start")))
                                    .year(),
                            rules(handle, society, meetingClass, creditDate));
                })
                .one();
    }

    private static Map<String, MeetingFacts.Rule> rules(
            Handle handle, String society, String meetingClass, LocalDate creditDate) {
        Map<String, MeetingFacts.Rule> rules = new java.util.TreeMap<>();
        handle.createQuery("SELECT code, qualification, credits FROM credit_rule WHERE society = :society"
                        + " AND kind = 'participation' AND meeting_class = :class AND card_enabled = 1"
                        + " AND valid_from <= :day AND valid_to >= :day ORDER BY code")
                .bind("society", society)
                .bind("class", meetingClass)
                .bind("day", creditDate.toString())
                .map((row, context) -> Map.entry(
                        row.getString("qualification"),
                        new MeetingFacts.Rule(row.getString("code"), row.getLong("credits"))))
                .forEach(rule -> rules.putIfAbsent(rule.getKey(), rule.getValue()));
        return rules;
    }

    /** Whether the society's books have changed since the meeting's roster was made. */
    boolean rosterIsBehind(Handle handle, String society, String meeting) {
        return handle.createQuery("SELECT COUNT(*) FROM society s WHERE s.society = :society AND NOT EXISTS ("
                                + "SELECT 1 FROM roster r WHERE r.society = s.society AND r.meeting = :meeting"
                                + " AND r.made_from >= s.change_count)")
                        .bind("society", society)
                        .bind("meeting", meeting)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Cards by keyed token, as they now stand. */
    Map<String, HeldCard> cards(Handle handle, String society, String meeting, Collection<String> tokens) {
        Map<String, HeldCard> cards = new HashMap<>();
        Days days = new Days();
        if (!tokens.isEmpty()) {
            handle.createQuery(CARDS.formatted(dialect.among(":tokens")))
                    .bind("society", society)
                    .bind("meeting", meeting)
                    .bind("tokens", Wire.write(tokens))
                    .map((row, context) -> Map.entry(
                            row.getString(1),
                            new HeldCard(
                                    new Facts.Card(
                                            row.getString(2),
                                            days.of(row.getString(4)),
                                            status(row.getString(5)),
                                            Instant.ofEpochMilli(row.getLong(6))),
                                    row.getString(3))))
                    .forEach(card -> cards.put(card.getKey(), card.getValue()));
        }
        return cards;
    }

    private static CardStatus status(String wireName) {
        try {
            return CardStatus.valueOf(wireName.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return CardStatus.UNRECOGNISED;
        }
    }

    /** Holders of passes by pass id. */
    Map<String, HeldPass> passes(Handle handle, String society, Collection<String> passIds) {
        Map<String, HeldPass> passes = new HashMap<>();
        if (!passIds.isEmpty()) {
            handle.createQuery("SELECT pass_id, id, pass_generation FROM member WHERE society = :society AND pass_id "
                            + dialect.among(":passes"))
                    .bind("society", society)
                    .bind("passes", Wire.write(passIds))
                    .map((row, context) -> Map.entry(
                            row.getString("pass_id"), new HeldPass(row.getString("id"), row.getInt("pass_generation"))))
                    .forEach(pass -> passes.put(pass.getKey(), pass.getValue()));
        }
        return passes;
    }

    /** Members with qualifications and terms; whether those are awarded is not known here. */
    Map<String, Facts.Member> members(Handle handle, String society, Collection<String> ids) {
        MemberRows rows = new MemberRows();
        Days days = new Days();
        if (!ids.isEmpty()) {
            handle.createQuery(MEMBERS.formatted(dialect.among(":ids")))
                    .bind("society", society)
                    .bind("ids", Wire.write(ids))
                    .map((row, context) -> rows.take(
                            row.getString(1),
                            row.getString(2),
                            Optional.ofNullable(row.getString(3)),
                            Optional.ofNullable(row.getString(4)),
                            Optional.ofNullable(row.getString(5)).map(days::of),
                            Optional.ofNullable(row.getString(6)).map(days::of)))
                    .forEach(count -> {});
        }
        return rows.members();
    }
}
