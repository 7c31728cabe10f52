package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.reconcile.ExceptionCase;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.verify.Verification;

/** Taps that came before the office's books had what they rest on. */
final class ReplayTest {
    private static final String MEETING = "annual-88";
    private static final String AWARD = "annual-88 participation JSH-P-ANN 1500 2024-04-01 2026";
    private static final Replay.Outcome NOTHING = new Replay.Outcome(0, 0, 0);

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        return office;
    }

    private static void assertSound(Office office) {
        assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                .isEmpty();
        assertThat(office.balanceSheet(MEETING).ties()).isTrue();
    }

    private static void holder(Office office, String member) {
        office.member(member);
        office.card(member, member, "2024-04-01", "2029-03-31");
    }

    @ParameterizedTest
    @EnumSource
    void qualificationThatComesInLateGivesTheCreditsOnce(Engine engine) {
        try (Office office = office(engine)) {
            holder(office, "ueda");
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("ueda", "2026-10-16T09:00");
            kiosk.tap("ueda", "2026-10-17T09:00").syncs(office);
            assertThat(office.replays("import of members")).isEqualTo(NOTHING);

            office.qualification("ueda", "specialist", "2024-04-01", "2029-03-31");

            assertThat(office.replays("import of qualifications")).isEqualTo(new Replay.Outcome(2, 1, 0));
            assertThat(office.replays("import of qualifications")).isEqualTo(NOTHING);
            assertThat(office.ledger("ueda")).containsExactly(AWARD);
            assertThat(office.ledgerOf(MEETING))
                    .singleElement()
                    .satisfies(award ->
                            assertThat(award.evidence().orElseThrow().seq()).isEqualTo(1));
            assertThat(office.days("ueda")).containsExactly("2026-10-16", "2026-10-17");
            assertThat(office.balanceSheet(MEETING).sum().recordedOnly()).isZero();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void secondQualificationThatComesInLateGetsItsCreditsByTheSameTap(Engine engine) {
        try (Office office = office(engine)) {
            office.instructorRule("JSH-I-ANN", "annual", 700);
            office.meeting("spring", "annual", "2026-05-21", "2026-05-21");
            office.specialist("ueda");
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("ueda", "2026-10-16T09:00");
            kiosk.tap("ueda", "2026-10-17T09:00").syncs(office);
            office.kiosk("k2", "spring").tap("ueda", "2026-05-21T09:00").syncs(office);
            office.storage()
                    .change(handle -> handle.execute("UPDATE meeting SET status = 'settled' WHERE id = 'spring'"));
            assertThat(office.replays("import of members")).isEqualTo(NOTHING);

            office.qualification("ueda", "instructor", "2024-04-01", "2029-03-31");

            assertThat(office.replays("import of qualifications")).isEqualTo(new Replay.Outcome(1, 1, 0));
            assertThat(office.replays("import of qualifications")).isEqualTo(NOTHING);
            assertThat(office.ledgerOf(MEETING))
                    .hasSize(2)
                    .allSatisfy(award ->
                            assertThat(award.evidence().orElseThrow().seq()).isEqualTo(1));
            assertThat(office.balance("ueda-instructor", "2024-04-01")).isEqualTo(700);
            assertThat(office.ledgerOf("spring")).hasSize(1);
            assertSound(office);

            kiosk.cancels(1, "2026-10-17T10:00").syncs(office);

            assertThat(office.balance("ueda-specialist", "2024-04-01")).isEqualTo(1500 + 1500);
            assertThat(office.balance("ueda-instructor", "2024-04-01")).isEqualTo(700);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void termOfTheSecondQualificationThatIsMendedClosesTheCase(Engine engine) {
        try (Office office = office(engine)) {
            office.instructorRule("JSH-I-ANN", "annual", 700);
            office.specialist("ueda");
            office.qualification("ueda", "instructor", "2026-10-17", "2029-03-31");
            office.kiosk("k1", MEETING).tap("ueda", "2026-10-16T09:00").syncs(office);
            assertThat(office.ledger("ueda")).hasSize(1);

            office.qualification("ueda", "instructor", "2026-10-01", "2029-03-31");
            office.replays("import of qualifications");

            assertThat(office.balance("ueda-instructor", "2026-10-01")).isEqualTo(700);
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void renewalThatComesInLateClosesTheCaseAndSaysByWhatAndWhen(Engine engine) {
        try (Office office = office(engine)) {
            holder(office, "kato");
            office.qualification("kato", "specialist", "2019-04-01", "2024-03-31");
            office.kiosk("k1", MEETING).tap("kato", "2026-10-16T09:00").syncs(office);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.TERM_NONE);

            office.qualification("kato", "specialist", "2024-04-01", "2029-03-31");
            office.itIs("2026-10-20T10:00");
            office.replays("import of qualifications");

            assertThat(office.ledger("kato")).containsExactly(AWARD);
            assertThat(office.cases(MEETING)).singleElement().satisfies(one -> {
                assertThat(one.state()).isEqualTo(ExceptionCase.State.SETTLED);
                assertThat(one.detail())
                        .endsWith("\n@DECIDED_ANEW\t2026-10-20T01:00:00Z\timport of qualifications\tAWARDED");
            });
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void qualificationThatHadEndedBeforeTheTapIsNoticedThough(Engine engine) {
        try (Office office = office(engine)) {
            holder(office, "kato");
            office.kiosk("k1", MEETING).tap("kato", "2026-10-16T09:00").syncs(office);

            office.qualification("kato", "specialist", "2014-04-01", "2019-03-31");
            office.replays("import of qualifications");

            assertThat(office.ledger("kato")).isEmpty();
            assertThat(office.days("kato")).containsExactly("2026-10-16");
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.TERM_NONE);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void cardThatComesInLateTellsWhoWasThere(Engine engine) {
        try (Office office = office(engine)) {
            office.member("mori");
            office.qualification("mori", "specialist", "2024-04-01", "2029-03-31");
            RawToken raw = Office.raw("new-card");
            SealedToken sealed =
                    SealedToken.seal(raw, MEETING, office.keys().sealingPublicKey(), new java.security.SecureRandom());
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("new-card", "2026-10-16T09:00");
            kiosk.at(Office.jst("2026-10-17T09:00"), kiosk.sealed(sealed)).syncs(office);
            assertThat(office.open(MEETING)).containsOnly(ExceptionKind.UNKNOWN_TOKEN);

            office.card("mori", "new-card", "2024-04-01", "2029-03-31");
            office.replays("import of cards");

            assertThat(office.ledger("mori")).containsExactly(AWARD);
            assertThat(office.days("mori")).containsExactly("2026-10-16", "2026-10-17");
            assertThat(office.open(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ruleThatComesInLateGivesTheCreditsThatWereHeld(Engine engine) {
        try (Office office = office(engine)) {
            office.meeting("sym-1", "symposium", "2026-10-16", "2026-10-16");
            office.specialist("abe");
            office.kiosk("k1", "sym-1").tap("abe", "2026-10-16T09:00").syncs(office);
            assertThat(office.open("sym-1")).containsExactly(ExceptionKind.RULE_MISSING);

            office.rule("JSH-P-SYM", "symposium", 500);
            office.replays("import of the policy");

            assertThat(office.ledger("abe")).containsExactly("sym-1 participation JSH-P-SYM 500 2024-04-01 2026");
            assertThat(office.open("sym-1")).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStaffCancelledAndWhatIsSettledStaysAsItIs(Engine engine) {
        try (Office office = office(engine)) {
            office.meeting("spring", "regional", "2026-05-21", "2026-05-21");
            holder(office, "ueda");
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("ueda", "2026-10-16T09:00");
            kiosk.cancels(1, "2026-10-16T09:01").syncs(office);
            office.kiosk("k2", "spring").tap("ueda", "2026-05-21T09:00").syncs(office);
            office.storage()
                    .change(handle -> handle.execute("UPDATE meeting SET status = 'settled' WHERE id = 'spring'"));

            office.qualification("ueda", "specialist", "2024-04-01", "2029-03-31");

            assertThat(office.replays("import of qualifications")).isEqualTo(NOTHING);
            assertThat(office.ledger("ueda")).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void replayBesidePushesAndVoidsAwardsOnce(Engine engine) throws Exception {
        try (Office office = office(engine)) {
            List<String> members =
                    IntStream.range(0, 30).mapToObj("m%02d"::formatted).toList();
            members.forEach(member -> holder(office, member));
            VirtualKiosk first = office.kiosk("k1", MEETING);
            members.forEach(member -> first.tap(member, "2026-10-16T09:00"));
            first.syncs(office);
            VirtualKiosk second = office.kiosk("k2", MEETING);
            members.forEach(member -> second.tap(member, "2026-10-17T09:00"));
            second.cancels(1, "2026-10-17T10:00");
            members.forEach(member -> office.qualification(member, "specialist", "2024-04-01", "2029-03-31"));

            ExecutorService threads = Executors.newFixedThreadPool(3);
            List<Future<?>> running = List.of(
                    threads.submit(() -> second.syncs(office)),
                    threads.submit(() -> office.replays("import of qualifications")),
                    threads.submit(() -> office.replays("import of qualifications")));
            for (Future<?> one : running) {
                one.get();
            }
            threads.shutdown();
            office.replays("import of qualifications");

            members.forEach(member -> assertThat(office.balance(member + "-specialist", "2024-04-01"))
                    .isEqualTo(1500));
            assertThat(office.balanceSheet(MEETING).sum().recordedOnly()).isZero();
            assertSound(office);
        }
    }
}
