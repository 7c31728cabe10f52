package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.JournalStatus.State;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.reconcile.BalanceSheet;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** The protocol of design §4 against a real database. */
final class ReplicationTest {
    private static final String MEETING = "annual-88";

    @TempDir
    Path folder;

    private Office office(Engine engine) {
        Office office = new Office(Databases.open(engine, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        List.of("abe", "baba", "chiba", "doi").forEach(office::specialist);
        return office;
    }

    private static JournalStatus status(PushAnswer answer) {
        assertThat(answer).isInstanceOf(PushAnswer.Stands.class);
        return ((PushAnswer.Stands) answer).status();
    }

    private static PushAnswer.Refusal refusal(PushAnswer answer) {
        assertThat(answer).isInstanceOf(PushAnswer.Refused.class);
        return ((PushAnswer.Refused) answer).why();
    }

    @ParameterizedTest
    @EnumSource
    void anUnheardOfJournalStandsAtItsBeginning(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);

            JournalStatus status = status(office.ingest().status("k1", kiosk.journal()));

            assertThat(status.received()).isZero();
            assertThat(status.head())
                    .isEqualTo(kiosk.request(0, 0, office.now()).head());
            assertThat(status.server().time()).isEqualTo(office.now());
        }
    }

    @ParameterizedTest
    @EnumSource
    void overlappingPushesStoreEveryEntryOnce(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            List.of("abe", "baba", "chiba", "doi").forEach(card -> kiosk.tap(card, "2026-10-16T09:00"));

            assertThat(status(kiosk.push(office, 0, 3)).received()).isEqualTo(3);
            assertThat(status(kiosk.push(office, 1, 3)).received()).isEqualTo(4);
            assertThat(status(kiosk.push(office, 4, 0)).received()).isEqualTo(4);
            assertThat(status(kiosk.push(office, 2, 3)).received()).isEqualTo(5);
            assertThat(status(kiosk.push(office, 0, 1)).received()).isEqualTo(5);

            assertThat(office.ledgerOf(MEETING)).hasSize(4);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherHistoryOfTheSameJournalIsKeptApartAndStillCredits(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            kiosk.tap("abe", "2026-10-16T09:00");
            VirtualKiosk clone = kiosk.cloned();
            kiosk.tap("baba", "2026-10-16T09:05").syncs(office);
            clone.tap("chiba", "2026-10-16T09:06").tap("doi", "2026-10-16T09:07");

            assertThat(status(clone.push(office, 1, 2)).state()).isEqualTo(State.FORK);
            assertThat(status(clone.push(office, 1, 3)).state()).isEqualTo(State.FORK);
            JournalStatus again = status(clone.push(office, 0, 4));

            assertThat(again.state()).isEqualTo(State.FORK);
            assertThat(again.received()).isEqualTo(3);
            for (String member : List.of("abe", "baba", "chiba", "doi")) {
                assertThat(office.ledger(member)).as(member).hasSize(1);
            }
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.JOURNAL_FORK);
            assertThat(office.balanceSheet(MEETING).lines())
                    .extracting(BalanceSheet.Line::report)
                    .containsExactly(BalanceSheet.Report.UNSEALED, BalanceSheet.Report.QUARANTINE);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCarriedOverAfterAForkCountsOnce(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk old = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            old.tap("abe", "2026-10-16T09:00").tap("stranger", "2026-10-16T09:01");
            VirtualKiosk behind = old.cloned();
            old.syncs(office);
            behind.tap("baba", "2026-10-16T09:02");
            VirtualKiosk next = behind.begunAnew("2026-10-16T09:30");
            next.carries(behind);

            next.seals("2026-10-16T18:00").syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.ledger("baba")).hasSize(1);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.UNKNOWN_TOKEN);
            assertThat(office.balanceSheet(MEETING).outstanding()).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void entryThatNamesItselfAsWhereItStoodFirstCountsLikeAnyOther(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            JournalEntry tap = new JournalEntry(
                    1,
                    Office.jst("2026-10-16T09:00"),
                    0,
                    "00f1a2b3c4d5e6f7",
                    Optional.empty(),
                    Optional.empty(),
                    kiosk.touch("abe"));

            kiosk.carriedOver(tap, kiosk.journal()).syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.days("abe")).containsExactly("2026-10-16");
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatGaveNoAttendanceGivesNoneByBeingCarriedOver(Engine engine) {
        try (Office office = office(engine)) {
            office.cardIs("abe", "lost", "2026-10-10T00:00");
            VirtualKiosk old = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            old.manual("baba", "2026-10-16T09:10").tap("chiba", "2026-10-16T09:20");
            old.syncs(office);
            VirtualKiosk next = old.begunAnew("2026-10-16T10:00");
            next.carries(old);

            next.syncs(office);

            assertThat(office.days("abe")).isEmpty();
            assertThat(office.days("baba")).isEmpty();
            assertThat(office.days("chiba")).containsExactly("2026-10-16");
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.CARD_LOST, ExceptionKind.MANUAL_UNVERIFIED);
            office.assertSound(MEETING);

            old.cancels(3, "2026-10-16T11:00").syncs(office);

            assertThat(office.days("chiba")).isEmpty();
            assertThat(office.balance("chiba-specialist", "2024-04-01")).isZero();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void headThatTheKioskDidNotSignGivesNoCreditAndLosesNothing(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            PushRequest honest = kiosk.request(0, 1, office.now());
            PushRequest forged = new PushRequest(0, honest.entries(), honest.head(), "AAAA", Optional.empty());

            for (int time = 0; time < 3; time++) {
                assertThat(refusal(office.ingest().push("k1", kiosk.journal(), forged)))
                        .isEqualTo(PushAnswer.Refusal.BAD_HEAD_SIGNATURE);
            }

            assertThat(office.ledger("abe")).isEmpty();
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.BATCH_HASH, ExceptionKind.JOURNAL_UNTRUSTED);
            office.assertSound(MEETING);

            kiosk.syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void entriesThatTheSignedHeadDoesNotFollowFromGiveNoCreditAndAreKept(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            PushRequest honest = kiosk.request(0, 1, office.now());
            String forgedEntry = kiosk.cloned()
                    .tap("baba", "2026-10-16T09:00")
                    .texts()
                    .get(1)
                    .replace("\"seq\":2", "\"seq\":1");
            PushRequest forged =
                    new PushRequest(0, List.of(forgedEntry), honest.head(), honest.signature(), honest.sent());

            for (int time = 0; time < 3; time++) {
                assertThat(office.ingest().push("k1", kiosk.journal(), forged).keeps())
                        .isTrue();
            }

            assertThat(office.ledgerOf(MEETING)).isEmpty();
            assertThat(office.days("baba")).isEmpty();
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.BATCH_HASH, ExceptionKind.JOURNAL_UNTRUSTED);
            office.assertSound(MEETING);

            kiosk.syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(2);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void serverRestoredFromAnOlderBackupCatchesUp(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            kiosk.tap("abe", "2026-10-16T09:00").syncs(office);
            VirtualKiosk atBackup = kiosk.cloned();
            kiosk.tap("baba", "2026-10-16T09:05").tap("chiba", "2026-10-16T09:06");

            try (Office restored = new Office(Databases.open(engine, folder.resolve("restored")))) {
                restored.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
                List.of("abe", "baba", "chiba").forEach(restored::specialist);
                restored.enrol(kiosk);
                atBackup.syncs(restored);

                assertThat(status(kiosk.push(restored, 4, 0)).state()).isEqualTo(State.GAP);
                kiosk.syncs(restored);

                assertThat(restored.ledgerOf(MEETING)).hasSize(3);
                assertThat(restored.open(MEETING)).isEmpty();
                restored.assertSound(MEETING);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void poisonNeverHoldsTheRestUp(Engine engine) {
        try (Office office = office(engine)) {
            office.meeting("other", "regional", "2026-10-16", "2026-10-16");
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            VirtualKiosk elsewhere = office.kiosk("k2", "other");
            kiosk.raw("not JSON at all")
                    .raw("{\"seq\":2}")
                    .raw("nul \0 inside")
                    .raw("=looks encoded")
                    .raw("\ud800 half a character")
                    .raw("x".repeat(20_000))
                    .raw(
                            "{\"seq\":7,\"at\":\"2026-10-16T00:00:00Z\",\"upMillis\":1,\"run\":\"r\",\"event\":{\"kind\":\"teleport\"}}")
                    .raw(
                            "{\"seq\":8,\"at\":\"+999999999-12-31T00:00:00Z\",\"upMillis\":1,\"run\":\"r\",\"event\":{\"kind\":\"note\",\"text\":\"t\"}}")
                    .raw(
                            "{\"seq\":1,\"at\":\"2026-10-16T00:00:00Z\",\"upMillis\":1,\"run\":\"r\",\"event\":{\"kind\":\"note\",\"text\":\"t\"}}")
                    .at(Office.jst("2026-10-16T09:00"), elsewhere.touch("abe"))
                    .cancels(400, "2026-10-16T09:01")
                    .tap("baba", "2026-10-16T09:02");

            kiosk.syncs(office);
            kiosk.push(office, 0, 12);

            assertThat(office.ledgerOf(MEETING)).hasSize(1);
            assertThat(office.ledger("baba")).hasSize(1);
            assertThat(office.balanceSheet(MEETING).sum().exceptions()).isEqualTo(11);
            assertThat(office.open(MEETING))
                    .hasSize(11)
                    .contains(
                            ExceptionKind.WRONG_MEETING, ExceptionKind.EVENT_CONFLICT, ExceptionKind.ENTRY_UNREADABLE);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenThatNoCardGivesIsKeptAndHoldsNothingUp(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            StringBuilder token = new StringBuilder();
            new java.util.Random(1).ints(10_000, 'a', 'z').forEach(letter -> token.append((char) letter));

            kiosk.at(Office.jst("2026-10-16T09:00"), kiosk.touchGiving(token.toString()))
                    .tap("baba", "2026-10-16T09:02")
                    .syncs(office);

            assertThat(office.ledger("baba")).hasSize(1);
            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.ENTRY_UNREADABLE);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokedKioskIsHeardButEarnsNothingMore(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING);
            kiosk.tap("abe", "2026-10-16T09:00").syncs(office);

            office.revoke("k1");
            kiosk.tap("baba", "2026-10-16T09:05").cancels(1, "2026-10-16T09:06").syncs(office);

            assertThat(office.ledger("abe")).hasSize(1);
            assertThat(office.ledger("baba")).isEmpty();
            assertThat(office.days("baba")).isEmpty();
            assertThat(office.open(MEETING))
                    .containsExactly(ExceptionKind.KIOSK_UNTRUSTED, ExceptionKind.KIOSK_UNTRUSTED);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void doorsThatStayShutSayWhy(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).tap("abe", "2026-10-16T09:00");
            kiosk.syncs(office);
            office.kiosk("k2", MEETING);
            PushRequest push = kiosk.request(0, 1, office.now());
            PushRequest below = new PushRequest(-1, push.entries(), push.head(), push.signature(), push.sent());
            PushRequest many = new PushRequest(
                    0,
                    Collections.nCopies(Messages.PUSH_ENTRIES_MAX + 1, "x"),
                    push.head(),
                    push.signature(),
                    push.sent());
            PushRequest large = new PushRequest(
                    0, List.of("x".repeat(Messages.PUSH_BYTES_MAX + 1)), push.head(), push.signature(), push.sent());

            assertThat(refusal(office.ingest().push("k2", kiosk.journal(), push)))
                    .isEqualTo(PushAnswer.Refusal.FOREIGN_JOURNAL);
            assertThat(refusal(office.ingest().status("k2", kiosk.journal())))
                    .isEqualTo(PushAnswer.Refusal.FOREIGN_JOURNAL);
            assertThat(refusal(office.ingest().push("k9", kiosk.journal(), push)))
                    .isEqualTo(PushAnswer.Refusal.UNKNOWN_KIOSK);
            assertThat(refusal(office.ingest().push("k1", "../etc", push)))
                    .isEqualTo(PushAnswer.Refusal.BAD_JOURNAL_ID);
            for (PushRequest bad : List.of(below, many, large)) {
                assertThat(refusal(office.ingest().push("k1", kiosk.journal(), bad)))
                        .isEqualTo(PushAnswer.Refusal.BAD_BATCH);
            }
            assertThat(office.balanceSheet(MEETING).sum().received()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void exportedFileGoesTheSameWay(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");
            kiosk.tap("abe", "2026-10-16T09:00").tap("baba", "2026-10-16T09:01");
            kiosk.push(office, 0, 2);
            kiosk.doesNotTellItsClock();
            JournalExport file = new JournalExport(
                    "k1",
                    kiosk.journal(),
                    List.of(kiosk.request(1, 1, office.now()), kiosk.request(2, 1, office.now())));

            for (int time = 0; time < 2; time++) {
                ExportAnswer answer = office.ingest().pushExport(file);
                assertThat(status(answer.worst()).received()).isEqualTo(3);
                assertThat(answer.kept()).isEqualTo(2);
            }

            assertThat(office.ledgerOf(MEETING)).hasSize(2);
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void silentUnsealedAndSealedKiosksAreToldApart(Engine engine) {
        try (Office office = office(engine)) {
            office.kiosk("k1", MEETING)
                    .opens("2026-10-16T08:00")
                    .seals("2026-10-16T18:00")
                    .syncs(office);
            office.kiosk("k2", MEETING).opens("2026-10-16T08:00").syncs(office);
            office.kiosk("k3", MEETING);

            BalanceSheet sheet = office.balanceSheet(MEETING);

            assertThat(sheet.lines())
                    .extracting(BalanceSheet.Line::report)
                    .containsExactly(
                            BalanceSheet.Report.SEALED, BalanceSheet.Report.UNSEALED, BalanceSheet.Report.SILENT);
            assertThat(sheet.outstanding()).extracting(BalanceSheet.Line::kiosk).containsExactly("k2", "k3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sealThatCountsOtherwiseIsNoticed(Engine engine) {
        try (Office office = office(engine)) {
            VirtualKiosk kiosk = office.kiosk("k1", MEETING).opens("2026-10-16T08:00");

            kiosk.at(Office.jst("2026-10-16T18:00"), new JournalEvent.Closed(7, "00"))
                    .syncs(office);

            assertThat(office.open(MEETING)).containsExactly(ExceptionKind.EVENT_CONFLICT);
        }
    }
}
