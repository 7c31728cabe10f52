package org.uketsuke.server.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.ingest.DoorMeeting;
import org.uketsuke.server.ingest.Office;
import org.uketsuke.server.ingest.VirtualKiosk;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** A meeting with sessions, then a lie of each sort about them planted behind the server's back. */
final class SessionVerificationTest {
    private static final Map<String, Difference.Sort> LIES = Map.ofEntries(
            Map.entry("UPDATE session_touch SET at = at + 1", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_touch SET member = 'baba' WHERE member = 'abe'", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_touch SET room = 'cellar' WHERE seq = 1", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_touch SET direction = 'out' WHERE seq = 1", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_touch SET by_hand = 1 WHERE seq = 1", Difference.Sort.TOUCH),
            Map.entry("DELETE FROM session_touch WHERE seq = 2", Difference.Sort.TOUCH),
            Map.entry(
                    "INSERT INTO session_touch SELECT society, meeting, member, journal, 99, room, session, direction, at,"
                            + " by_hand FROM session_touch WHERE seq = 1",
                    Difference.Sort.TOUCH),
            Map.entry(
                    "INSERT INTO session_touch SELECT society, 'ghost', member, journal, seq, room, session, direction,"
                            + " at, by_hand FROM session_touch WHERE seq = 1",
                    Difference.Sort.DECISION),
            Map.entry("UPDATE decision SET kind = 'RECORDED_ONLY' WHERE kind = 'TOUCHED'", Difference.Sort.DECISION),
            Map.entry("UPDATE ledger_entry SET credits = 500 WHERE kind = 'session/a'", Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET kind = 'session/b' WHERE kind = 'session/a'", Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET seq = 3 WHERE kind = 'session/a'", Difference.Sort.AWARD),
            Map.entry(
                    "UPDATE ledger_entry SET earned_on = '2026-10-17' WHERE kind = 'session/a'", Difference.Sort.AWARD),
            Map.entry("DELETE FROM ledger_entry WHERE kind = 'session/a'", Difference.Sort.AWARD),
            Map.entry("DELETE FROM ledger_entry WHERE kind = 'session-reversal/c'", Difference.Sort.AWARD),
            Map.entry("UPDATE ledger_entry SET credits = -1 WHERE kind = 'session-reversal/c'", Difference.Sort.AWARD),
            Map.entry("UPDATE session SET room = 'cellar'", Difference.Sort.AWARD),
            Map.entry("UPDATE session_rule SET minimum_stay = 90", Difference.Sort.AWARD),
            Map.entry("UPDATE credit_rule SET credits = 900 WHERE kind = 'session'", Difference.Sort.AWARD),
            Map.entry(outOfThinAir(), Difference.Sort.AWARD),
            Map.entry("DELETE FROM exception_case WHERE kind = 'IMPOSSIBLE_TRAVEL'", Difference.Sort.EXCEPTION),
            Map.entry(
                    "UPDATE exception_case SET state = 'settled' WHERE kind = 'IMPOSSIBLE_TRAVEL'",
                    Difference.Sort.EXCEPTION),
            Map.entry("DELETE FROM exception_case WHERE kind = 'OUT_OF_HOURS'", Difference.Sort.EXCEPTION),
            Map.entry(
                    "UPDATE exception_case SET state = 'settled' WHERE kind = 'OUT_OF_HOURS'",
                    Difference.Sort.EXCEPTION),
            Map.entry("UPDATE session_facts SET content = REPLACE(content, 'hall', 'hell')", Difference.Sort.DECISION),
            Map.entry("UPDATE session_facts SET id = 'f'", Difference.Sort.DECISION),
            Map.entry("UPDATE session_stay SET went_out = 0 WHERE session = 'a'", Difference.Sort.TOUCH),
            Map.entry("DELETE FROM session_stay WHERE session = 'b'", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_stay SET member = 'baba' WHERE session = 'a'", Difference.Sort.TOUCH),
            Map.entry("UPDATE session_judged SET content = REPLACE(content, '2029', '2024')", Difference.Sort.DECISION),
            Map.entry("UPDATE session_judged SET facts = 'f'", Difference.Sort.DECISION));

    /** Lies that only a meeting whose books are closed gives away. */
    private static final Map<String, Difference.Sort> LIES_ABOUT_SETTLED = Map.of(
            "DELETE FROM ledger_entry WHERE kind = 'session/a'",
            Difference.Sort.AWARD,
            "UPDATE ledger_entry SET credits = 900 WHERE kind = 'session/a'",
            Difference.Sort.AWARD,
            outOfThinAir(),
            Difference.Sort.AWARD,
            "DELETE FROM exception_case WHERE kind = 'OUT_OF_HOURS'",
            Difference.Sort.EXCEPTION,
            "DELETE FROM session_facts",
            Difference.Sort.DECISION,
            "DELETE FROM session_judged WHERE member = 'abe'",
            Difference.Sort.DECISION,
            "UPDATE session_facts SET content = REPLACE(content, 'hall', 'hell')",
            Difference.Sort.DECISION,
            "UPDATE session_judged SET content = REPLACE(content, '2029', '2024')",
            Difference.Sort.DECISION,
            "UPDATE session_judged SET content = 'gone'",
            Difference.Sort.DECISION);

    @TempDir
    Path folder;

    private static String outOfThinAir() {
        String id = LedgerEntry.Key.ofSession("jsh", MEETING, "baba-specialist", "a", 0)
                .id();
        return "INSERT INTO ledger_entry SELECT society, '" + id
                + "', meeting, 'baba-specialist', kind, generation, 'baba',"
                + " term_start, rule, credits, earned_on, fiscal_year, source, journal, seq, tapped_at, reverses, reason,"
                + " actor, posted_at FROM ledger_entry WHERE kind = 'session/a'";
    }

    /** Abe was at session a, and at b at the same time; what c gave was taken back. Baba touched where no session is. */
    private Office meeting(Engine engine) {
        Office office = DoorMeeting.office(Databases.open(engine, folder), "abe", "baba");
        VirtualKiosk kiosk = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
        out(kiosk, "hall", "a", "abe", "11:05").opens("2026-10-16T12:00");
        in(kiosk, "annex", "b", "abe", "10:35");
        out(kiosk, "annex", "b", "abe", "11:30");
        in(kiosk, "hall", "c", "abe", "13:00").syncs(office);
        kiosk.cancels(6, "2026-10-16T13:01");
        in(kiosk, "attic", "a", "baba", "13:05").syncs(office);
        return office;
    }

    @ParameterizedTest
    @EnumSource
    void everySortOfLieIsNamed(Engine engine) {
        try (Office office = meeting(engine)) {
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
            VerificationTest.dropGuards(office.storage());
            LIES.forEach((lie, sort) ->
                    assertThat(foundIn(office.storage(), lie)).as(lie).contains(sort));
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).sound())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySortOfLieAboutASettledMeetingIsNamed(Engine engine) {
        try (Office office = meeting(engine)) {
            office.storage().change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
            VerificationTest.dropGuards(office.storage());
            LIES_ABOUT_SETTLED.forEach((lie, sort) ->
                    assertThat(foundIn(office.storage(), lie)).as(lie).contains(sort));
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).sound())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void settledMeetingGoesByTheTermsOfTheTime(Engine engine) {
        try (Office office = meeting(engine)) {
            office.storage().change(handle -> {
                handle.execute("UPDATE meeting SET status = 'settled'");
                handle.execute("UPDATE term SET end_date = '2026-10-01' WHERE qualification = 'abe-specialist'");
            });
            office.qualification("abe", "specialist", "2026-10-02", "2031-03-31");
            office.replays("import of qualifications");

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
            assertThat(office.ledger("abe")).contains(DoorMeeting.line("a", 100));
        }
    }

    @ParameterizedTest
    @EnumSource
    void settledMeetingGoesByTheRulesOfTheTimeWhateverComesIntoTheBooksLater(Engine engine) {
        try (Office office = meeting(engine)) {
            office.storage().change(handle -> {
                handle.execute("UPDATE meeting SET status = 'settled'");
                handle.execute("INSERT INTO credit_rule VALUES ('jsh', 'I', '2013-04-01', '9999-12-31', 'session',"
                        + " 'instructor', 'common', 100, 1, '', '')");
                handle.execute("UPDATE credit_rule SET credits = 900 WHERE kind = 'session'");
                handle.execute("UPDATE session_rule SET minimum_stay = 90");
            });
            office.qualification("abe", "instructor", "2024-04-01", "2029-03-31");

            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .isEmpty();
            VerificationTest.dropGuards(office.storage());
            assertThat(foundIn(office.storage(), "UPDATE ledger_entry SET credits = 900 WHERE kind = 'session/a'"))
                    .contains(Difference.Sort.AWARD);
        }
    }

    private static List<Difference.Sort> foundIn(Storage storage, String lie) {
        return VerificationTest.foundIn(storage, lie);
    }
}
