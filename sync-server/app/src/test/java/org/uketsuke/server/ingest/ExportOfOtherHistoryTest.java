package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.JournalStatus.State;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.verify.Verification;

/** An uploaded file of several parts that does not continue what the server has: nothing of it is lost. */
final class ExportOfOtherHistoryTest {
    private static final String MEETING = "annual-88";
    private static final int TAPS = 1_200;
    private static final int LATE = 1_100;

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba", "chiba").forEach(office::specialist);
        return office;
    }

    /** Three parts; the card of baba is in the last. */
    private static List<PushRequest> parts(Office office, VirtualKiosk kiosk) {
        for (int i = 0; i < TAPS; i++) {
            kiosk.tap(i == LATE ? "baba" : "chiba", "2026-10-16T09:%02d".formatted(i % 60));
        }
        return IntStream.of(0, 500, 1000)
                .mapToObj(after -> kiosk.request(after, 500, office.now()))
                .toList();
    }

    private static void assertSound(Office office) {
        assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                .isEmpty();
        assertThat(office.balanceSheet(MEETING).ties()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyPartOfAnotherHistoryIsKeptAndCredits(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("abe", "2026-10-16T09:00").syncs(office);
            JournalExport file = new JournalExport("k1", clone.journal(), parts(office, clone));

            for (int time = 0; time < 2; time++) {
                ExportAnswer answer = office.ingest().pushExport(file);

                assertThat(answer.kept()).isEqualTo(TAPS);
                assertThat(answer.worst())
                        .isInstanceOfSatisfying(
                                PushAnswer.Stands.class,
                                stands -> assertThat(stands.status().state()).isEqualTo(State.FORK));
            }

            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(TAPS + 1);
            assertThat(office.ledger("baba")).hasSize(1);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.JOURNAL_FORK);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPartThatTheKioskDidNotSignIsKeptWithoutCredit(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            List<PushRequest> forged = parts(office, kiosk).stream()
                    .map(part -> new PushRequest(part.after(), part.entries(), part.head(), "AAAA", part.sent()))
                    .toList();

            for (int time = 0; time < 2; time++) {
                ExportAnswer answer = office.ingest().pushExport(new JournalExport("k1", kiosk.journal(), forged));

                assertThat(answer.kept()).isEqualTo(TAPS);
                assertThat(answer.worst())
                        .isInstanceOfSatisfying(
                                PushAnswer.Refused.class,
                                refused -> assertThat(refused.why()).isEqualTo(PushAnswer.Refusal.BAD_HEAD_SIGNATURE));
            }

            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(TAPS);
            assertThat(office.ledgerOf(MEETING)).isEmpty();
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void partThatIsMissingEndsTheFileAndIsSaid(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            List<PushRequest> parts = parts(office, kiosk);

            ExportAnswer answer = office.ingest()
                    .pushExport(new JournalExport("k1", kiosk.journal(), List.of(parts.get(0), parts.get(2))));

            assertThat(answer.kept()).isEqualTo(500);
            assertThat(answer.worst().keeps()).isFalse();
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.SEQ_GAP);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gapClosesWhenWhatIsMissingComesInAsAnotherHistory(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("abe", "2026-10-16T09:00").syncs(office);
            List<PushRequest> parts = parts(office, clone);
            office.ingest().pushExport(new JournalExport("k1", clone.journal(), List.of(parts.get(2))));
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.SEQ_GAP);

            office.ingest().pushExport(new JournalExport("k1", clone.journal(), parts));

            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.JOURNAL_FORK);
            assertSound(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void beyondTheMostThatIsKeptTheAnswerSaysSoAndOneCaseTellsOfIt(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            VirtualKiosk unused = kiosk.cloned();
            kiosk.tap("abe", "2026-10-16T09:00").syncs(office);
            for (int i = 0; i < Replication.FORKS_MAX; i++) {
                VirtualKiosk clone = unused.cloned().tap("baba", "2026-10-16T10:%02d".formatted(i));
                assertThat(clone.push(office, 0, 1).keeps()).isTrue();
            }
            VirtualKiosk more = unused.cloned().tap("chiba", "2026-10-16T11:00");
            PushRequest signed = more.request(0, 1, office.now());
            PushRequest unsigned = new PushRequest(0, signed.entries(), signed.head(), "AAAA", signed.sent());

            for (int time = 0; time < 2; time++) {
                assertThat(more.push(office, 0, 1)).isInstanceOfSatisfying(PushAnswer.Stands.class, stands -> {
                    assertThat(stands.status().state()).isEqualTo(State.FORK);
                    assertThat(stands.keeps()).isFalse();
                });
                assertThat(office.ingest().push("k1", more.journal(), unsigned))
                        .isInstanceOfSatisfying(PushAnswer.Refused.class, refused -> {
                            assertThat(refused.why()).isEqualTo(PushAnswer.Refusal.TOO_MANY_HISTORIES);
                            assertThat(refused.detail()).contains("nothing of this one was kept");
                        });
                assertThat(office.ingest()
                                .pushExport(new JournalExport("k1", more.journal(), List.of(signed)))
                                .kept())
                        .isZero();
            }

            assertThat(office.open(MEETING)).containsOnlyOnce(ExceptionKind.TOO_MANY_HISTORIES);
            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(Replication.FORKS_MAX + 1);
            assertSound(office);
        }
    }
}
