package org.uketsuke.server.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.ingest.Office;
import org.uketsuke.server.ingest.VirtualKiosk;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** One real meeting, then a lie of each sort planted behind the server's back. */
final class VerificationTest {
    private static final String MEETING = "annual-88";

    /** What is planted, and what must be said of it. */
    private static final Map<String, Difference.Sort> LIES = Map.ofEntries(
            Map.entry("UPDATE journal_entry SET entry = entry || ' ' WHERE seq = 2", Difference.Sort.CHAIN),
            Map.entry("DELETE FROM journal_entry WHERE seq = 3", Difference.Sort.CHAIN),
            Map.entry("UPDATE journal SET received = received - 1", Difference.Sort.CURSOR),
            Map.entry("UPDATE decision SET kind = 'DUPLICATE' WHERE kind = 'AWARDED'", Difference.Sort.DECISION),
            Map.entry("UPDATE decision SET member = 'abe' WHERE member = 'baba'", Difference.Sort.DECISION),
            Map.entry("UPDATE decision SET tapped_at = tapped_at + 1", Difference.Sort.DECISION),
            Map.entry("UPDATE decision SET facts = '{' WHERE seq = 2", Difference.Sort.DECISION),
            Map.entry("DELETE FROM decision WHERE seq = 2", Difference.Sort.BALANCE),
            Map.entry("UPDATE ledger_entry SET credits = 9900 WHERE member = 'abe'", Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET term_start = '2019-04-01'", Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET seq = 1 WHERE member = 'abe'", Difference.Sort.AWARD),
            Map.entry("DELETE FROM ledger_entry WHERE member = 'abe'", Difference.Sort.AWARD),
            Map.entry(
                    "UPDATE ledger_entry SET generation = 4 WHERE member = 'abe' AND kind = 'participation'",
                    Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET credits = -1 WHERE kind = 'reversal'", Difference.Sort.AWARD),
            Map.entry("UPDATE meeting_facts SET content = REPLACE(content, '1500', '9900')", Difference.Sort.DECISION),
            Map.entry(
                    "UPDATE decision SET kind = 'DUPLICATE', member = NULL,"
                            + " facts = REPLACE(facts, '\"carriedOver\":false', '\"carriedOver\":true') WHERE seq = 2",
                    Difference.Sort.DECISION),
            Map.entry(
                    "UPDATE decision SET kind = 'EXCEPTION', exception_kind = 'KIOSK_UNTRUSTED',"
                            + " facts = REPLACE(facts, '\"kioskTrusted\":true', '\"kioskTrusted\":false') WHERE seq = 2",
                    Difference.Sort.DECISION),
            Map.entry("UPDATE journal SET head_signature = NULL", Difference.Sort.CURSOR),
            Map.entry("UPDATE exception_case SET state = 'settled'", Difference.Sort.EXCEPTION),
            Map.entry("UPDATE exception_case SET journal = 'ghost', id = id || 'x'", Difference.Sort.DECISION),
            Map.entry(
                    "INSERT INTO case_entry VALUES ('jsh', 'annual-88', 'TERM_NONE', 'kato', 'ghost', 1, NULL, '', 0)",
                    Difference.Sort.DECISION),
            Map.entry("UPDATE attendance SET first_at = first_at + 1", Difference.Sort.ATTENDANCE),
            Map.entry("DELETE FROM attendance WHERE member = 'abe'", Difference.Sort.ATTENDANCE),
            Map.entry("DELETE FROM voided", Difference.Sort.AWARD),
            Map.entry("DELETE FROM exception_case WHERE kind = 'UNKNOWN_TOKEN'", Difference.Sort.EXCEPTION),
            Map.entry("DELETE FROM exception_case WHERE kind = 'TERM_NONE'", Difference.Sort.EXCEPTION),
            Map.entry("DELETE FROM exception_case WHERE kind = 'CLOCK_SKEW'", Difference.Sort.EXCEPTION),
            Map.entry(ledger(MEETING, "doi", "office", "NULL", "NULL"), Difference.Sort.AWARD),
            Map.entry(ledger("ghost", "doi", "tap", "NULL", "NULL"), Difference.Sort.AWARD),
            Map.entry(ledger(MEETING, "doi", "tap", "'ghost'", "1"), Difference.Sort.AWARD),
            Map.entry(
                    "INSERT INTO voided (journal, seq, by_seq) SELECT journal, 3, 6 FROM voided",
                    Difference.Sort.DECISION),
            Map.entry(
                    "UPDATE decision SET facts = REPLACE(facts, '2014-04-01', '2024-04-01') WHERE member = 'kato'",
                    Difference.Sort.DECISION),
            Map.entry(
                    "UPDATE decision SET member = 'doi', facts = REPLACE(facts, 'abe', 'doi') WHERE member = 'abe'",
                    Difference.Sort.DECISION),
            Map.entry(
                    "UPDATE decision SET facts = REPLACE(facts, '\"id\":\"abe-specialist\"', '\"id\":\"doi-specialist\"')"
                            + " WHERE member = 'abe'",
                    Difference.Sort.DECISION));

    /** An award out of thin air, with the id that it would have. */
    private static String ledger(String meeting, String member, String source, String journal, String seq) {
        String id = new LedgerEntry.Key("jsh", meeting, member + "-specialist", LedgerEntry.PARTICIPATION, 0).id();
        return "INSERT INTO ledger_entry VALUES ('jsh', '%s', '%s', '%s-specialist', 'participation', 0, '%s',"
                        .formatted(id, meeting, member, member)
                + " '2024-04-01', 'JSH-P-ANN', 1500, '2026-10-16', 2026, '%s', %s, %s, NULL, NULL, '', 'x', 0)"
                        .formatted(source, journal, seq);
    }

    private static final List<String> GUARDED = List.of("journal_entry", "ledger_entry", "audit");

    @TempDir
    Path folder;

    private Office meeting(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba", "doi").forEach(office::specialist);
        office.member("kato");
        office.card("kato", "kato", "2014-04-01", "2019-03-31");
        office.qualification("kato", "specialist", "2014-04-01", "2019-03-31");
        office.kiosk("k1", MEETING)
                .opens("2026-10-16T08:00")
                .tap("abe", "2026-10-16T09:00")
                .tap("stranger", "2026-10-16T09:01")
                .tap("abe", "2026-10-16T09:02")
                .tap("baba", "2026-10-16T09:03")
                .cancels(5, "2026-10-16T09:04")
                .seals("2026-10-16T18:00")
                .syncs(office);
        VirtualKiosk second = office.kiosk("k2", MEETING);
        second.clockIsOffBy(Duration.ofHours(-9));
        second.tap("kato", "2026-10-16T09:00").syncs(office);
        return office;
    }

    @ParameterizedTest
    @EnumSource
    void entryThatWasCutFromTheEndIsMissedThoughTheCursorWasMoved(Engine engine) {
        try (Office office = meeting(engine)) {
            dropGuards(office.storage());
            for (String table : List.of("journal_entry", "decision", "ledger_entry", "attendance")) {
                office.storage().change(handle -> handle.execute("DELETE FROM " + table + " WHERE seq = 7"));
            }
            office.storage()
                    .change(handle -> handle.execute("UPDATE journal SET received = 6, head = (SELECT hash FROM"
                            + " journal_entry e WHERE e.journal = journal.id AND e.seq = 6) WHERE received = 7"));

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .singleElement()
                    .satisfies(difference -> {
                        assertThat(difference.sort()).isEqualTo(Difference.Sort.CURSOR);
                        assertThat(difference.detail()).contains("missing at the end");
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void voidThatNobodyMadeIsFoundThoughItsReversalFits(Engine engine) {
        try (Office office = meeting(engine)) {
            String id = new LedgerEntry.Key("jsh", MEETING, "abe-specialist", LedgerEntry.REVERSAL, 0).id();
            office.storage().change(handle -> {
                handle.execute("INSERT INTO voided (journal, seq, by_seq) SELECT journal, 2, 99 FROM voided");
                handle.execute(
                        "INSERT INTO voided (journal, seq, by_seq) SELECT journal, 4, 99 FROM voided WHERE seq = 2");
                handle.execute("DELETE FROM attendance WHERE member = 'abe'");
                handle.execute("INSERT INTO ledger_entry SELECT society, '" + id
                        + "', meeting, qualification, 'reversal', 0, member, term_start, rule, -credits, earned_on,"
                        + " fiscal_year, source, journal, seq, tapped_at, id, 'r', 'x', 0 FROM ledger_entry"
                        + " WHERE member = 'abe'");
            });

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .hasSize(2)
                    .allSatisfy(difference -> assertThat(difference.detail()).contains("nobody cancelled it"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void honestBooksHold(Engine engine) {
        try (Office office = meeting(engine)) {
            Report report = Verification.of(office.storage(), Clock.systemUTC());

            assertThat(report.differences()).isEmpty();
            assertThat(report.journals()).isEqualTo(2);
            assertThat(report.entries()).isEqualTo(8);
            assertThat(report.ledgerEntries()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySortOfLieIsNamed(Engine engine) {
        try (Office office = meeting(engine)) {
            dropGuards(office.storage());
            LIES.forEach((lie, sort) ->
                    assertThat(foundIn(office.storage(), lie)).as(lie).contains(sort));
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).sound())
                    .isTrue();
        }
    }

    /** Plants a lie, looks, and takes it back. */
    static List<Difference.Sort> foundIn(Storage storage, String lie) {
        Map<String, List<List<Object>>> before = Tables.copy(storage);
        storage.change(handle -> assertThat(handle.execute(lie)).as(lie).isPositive());
        List<Difference.Sort> found = Verification.of(storage, Clock.systemUTC()).differences().stream()
                .map(Difference::sort)
                .toList();
        Tables.restore(storage, before);
        return found;
    }

    static void dropGuards(Storage storage) {
        storage.change(handle -> GUARDED.forEach(table -> {
            if (storage.dialect() == Dialect.SQLITE) {
                handle.execute("DROP TRIGGER " + table + "_no_update");
                handle.execute("DROP TRIGGER " + table + "_no_delete");
            } else {
                handle.execute("DROP TRIGGER " + table + "_only_grows ON " + table);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void journalAndLedgerRefuseToBeEdited(Engine engine) {
        try (Office office = meeting(engine)) {
            for (String table : List.of("journal_entry", "ledger_entry")) {
                for (String attempt : List.of("UPDATE " + table + " SET seq = seq", "DELETE FROM " + table)) {
                    assertThatThrownBy(() -> office.storage().change(handle -> handle.execute(attempt)))
                            .hasStackTraceContaining(table + " only grows");
                }
            }
        }
    }
}
