package org.uketsuke.server.society;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.CreditRule;
import org.uketsuke.server.credit.CreditRules;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.storage.Dialect;

/**
 * SQL of societies, their rules and related bodies.
 *
 * @param handle the transaction
 */
public record SocietyStore(Handle handle) {
    private static final String COLUMNS =
            "society, number, name_ja, name_en, zone, fiscal_year_start, card_media, unknown_cards, change_count";

    /** The society of that code. */
    public Optional<Society> find(String society) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM society WHERE society = ?")
                .bind(0, society)
                .map((row, context) -> society(row))
                .findOne();
    }

    /** All societies, by code. */
    public List<Society> all() {
        return handle.createQuery("SELECT " + COLUMNS + " FROM society ORDER BY society")
                .map((row, context) -> society(row))
                .list();
    }

    /** Keeps other changes of this society out until the transaction ends; whether there is such a society. */
    public boolean lock(String society, Dialect dialect) {
        return handle.createQuery("SELECT society FROM society WHERE society = ?" + dialect.forUpdate())
                .bind(0, society)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** Holds a society and its meetings until the transaction ends, so that no entry is judged meanwhile. */
    void hold(String society, Dialect dialect) {
        lock(society, dialect);
        handle.createQuery("SELECT id FROM meeting WHERE society = ? ORDER BY id" + dialect.forUpdate())
                .bind(0, society)
                .mapTo(String.class)
                .list();
    }

    /** Meetings of which entries were judged, and whose books are open. */
    List<JudgedRules.Meeting> judged(String society) {
        return handle.createQuery("""
                        SELECT m.id, m.class, m.credit_date FROM meeting m
                        WHERE m.society = ? AND m.status NOT IN ('settled', 'cancelled') AND (
                          EXISTS (SELECT 1 FROM decision d WHERE d.society = m.society AND d.meeting = m.id)
                          OR EXISTS (SELECT 1 FROM ledger_entry l WHERE l.society = m.society AND l.meeting = m.id))
                        ORDER BY m.id""")
                .bind(0, society)
                .map((row, context) -> new JudgedRules.Meeting(
                        row.getString("id"), row.getString("class"), LocalDate.parse(row.getString("credit_date"))))
                .list();
    }

    /** Notes that something that rosters are made from has changed. */
    public void countChange(String society) {
        handle.execute("UPDATE society SET change_count = change_count + 1 WHERE society = ?", society);
    }

    /** A society's policy, as imported. */
    public Optional<SocietyPolicy> policy(String society) {
        return policyText(society).map(text -> {
            if (PolicyReading.of(society, text) instanceof PolicyReading.Sound sound) {
                return sound.policy();
            }
            throw new IllegalStateException("The stored policy of " + society
                    + " was written for another version of this program; import it again with import society");
        });
    }

    /** The same, where pages can do without: empty also if it was written for another version of this program. */
    public Optional<SocietyPolicy> readablePolicy(String society) {
        return policyText(society)
                .flatMap(text -> PolicyReading.of(society, text) instanceof PolicyReading.Sound sound
                        ? Optional.of(sound.policy())
                        : Optional.empty());
    }

    /** The text of a society's policy, as imported. */
    Optional<String> policyText(String society) {
        return handle.createQuery("SELECT policy FROM society WHERE society = ?")
                .bind(0, society)
                .mapTo(String.class)
                .findOne();
    }

    /** All rules of a society. */
    public CreditRules rules(String society) {
        return new CreditRules(handle.createQuery("""
                        SELECT code, valid_from, valid_to, kind, qualification, meeting_class, credits, card_enabled,
                          title_ja, title_en
                        FROM credit_rule WHERE society = ? ORDER BY code, valid_from""")
                .bind(0, society)
                .map((row, context) -> rule(row))
                .list());
    }

    /** Makes or replaces a society with its rules and related bodies. */
    void put(SocietyPolicy policy, String text, Instant now) {
        handle.createUpdate("""
                        INSERT INTO society (society, number, name_ja, name_en, zone, fiscal_year_start, card_media,
                          unknown_cards, policy, imported_at, change_count)
                        VALUES (:society, :number, :nameJa, :nameEn, :zone, :fiscalYearStart, :cardMedia,
                          :unknownCards, :policy, :importedAt, 1)
                        ON CONFLICT (society) DO UPDATE SET number = excluded.number, name_ja = excluded.name_ja,
                          name_en = excluded.name_en, zone = excluded.zone,
                          fiscal_year_start = excluded.fiscal_year_start, card_media = excluded.card_media,
                          unknown_cards = excluded.unknown_cards, policy = excluded.policy,
                          imported_at = excluded.imported_at, change_count = society.change_count + 1""")
                .bind("society", policy.code())
                .bind("number", policy.number())
                .bind("nameJa", policy.name().ja())
                .bind("nameEn", policy.name().en())
                .bind("zone", policy.zone().getId())
                .bind("fiscalYearStart", policy.fiscalYearStart().toString().substring(2))
                .bind(
                        "cardMedia",
                        policy.cardMedia().stream().map(Medium::wireName).collect(Collectors.joining(",")))
                .bind("unknownCards", policy.unknownCards().word())
                .bind("policy", text)
                .bind("importedAt", now.toEpochMilli())
                .execute();
        handle.execute("DELETE FROM credit_rule WHERE society = ?", policy.code());
        handle.execute("DELETE FROM related_body WHERE society = ?", policy.code());
        putRules(policy);
        new SessionRuleStore(handle).replace(policy.code(), policy.sessionRules());
        putRelatedBodies(policy);
    }

    private void putRules(SocietyPolicy policy) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO credit_rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (CreditRule rule : policy.rules().rules()) {
            batch.add(
                    policy.code(),
                    rule.code(),
                    rule.validity().from().toString(),
                    rule.validity().to().toString(),
                    rule.kind().word(),
                    rule.qualification(),
                    rule.meetingClass(),
                    rule.credits().hundredths(),
                    rule.cardEnabled() ? 1 : 0,
                    rule.titleJa(),
                    rule.titleEn());
        }
        batch.execute();
    }

    private void putRelatedBodies(SocietyPolicy policy) {
        if (policy.relatedBodies().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO related_body VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (RelatedBody body : policy.relatedBodies()) {
            batch.add(
                    policy.code(),
                    body.code(),
                    body.validity().from().toString(),
                    body.validity().to().toString(),
                    body.rule(),
                    body.region(),
                    body.name().ja(),
                    body.name().en(),
                    String.join("\n", body.aliases()));
        }
        batch.execute();
    }

    private static Society society(ResultSet row) throws SQLException {
        Set<Medium> media = Arrays.stream(row.getString("card_media").split(","))
                .flatMap(name -> Medium.byWireName(name).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Society(
                row.getString("society"),
                row.getInt("number"),
                new Text(row.getString("name_ja"), row.getString("name_en")),
                ZoneId.of(row.getString("zone")),
                MonthDay.parse("--" + row.getString("fiscal_year_start")),
                media,
                UnknownCards.byWord(row.getString("unknown_cards")).orElse(UnknownCards.RECORD),
                row.getLong("change_count"));
    }

    private static CreditRule rule(ResultSet row) throws SQLException {
        return new CreditRule(
                row.getString("code"),
                CreditRule.Kind.byWord(row.getString("kind")).orElseThrow(),
                row.getString("qualification"),
                row.getString("meeting_class"),
                new Credits(row.getLong("credits")),
                row.getInt("card_enabled") == 1,
                new Validity(LocalDate.parse(row.getString("valid_from")), LocalDate.parse(row.getString("valid_to"))),
                row.getString("title_ja"),
                row.getString("title_en"));
    }
}
