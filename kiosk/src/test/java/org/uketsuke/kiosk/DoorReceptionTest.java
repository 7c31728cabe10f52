package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.Result;
import org.uketsuke.kiosk.screen.SessionResult;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/** A booth at the door of a room, by {@link SampleAgenda}: what is recorded, and what the screen is told. */
final class DoorReceptionTest {
    @TempDir
    Path folder;

    private TestBooth booth;

    @BeforeEach
    void standAtTheDoorOfRoomA() {
        booth = TestBooth.unlocked(folder);
        booth.agenda = Optional.of(SampleAgenda.at(Direction.NONE, true));
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private Result touchAt(String clock, int member) {
        booth.now = SampleAgenda.time(clock);
        booth.nanos += 10_000_000_000L;
        booth.reception.accept(TestBooth.card(member));
        return booth.lastShown();
    }

    private void recorded(String session, Direction direction, Outcome outcome) {
        JournalEvent.Scan scan = booth.lastScan();
        assertThat(scan.room()).contains("A");
        assertThat(scan.session()).contains(session);
        assertThat(scan.direction()).isEqualTo(direction);
        assertThat(scan.outcome()).isEqualTo(outcome);
    }

    @Test
    void whoComesInAndGoesOutIsRecordedForTheSession() {
        Result in = touchAt("08:50", 0);
        recorded("a1", Direction.IN, Outcome.ACCEPTED);
        assertThat(in.direction()).isEqualTo(Direction.IN);
        assertThat(in.maskedName()).contains("山田 太◯");
        SessionResult said = in.session().orElseThrow();
        assertThat(said.room()).isEqualTo("A");
        assertThat(said.session().orElseThrow().title().ja()).isEqualTo("講習 a1");
        assertThat(said.opensAt()).as("the way out").contains(SampleAgenda.time("09:50"));

        Result again = touchAt("08:55", 0);
        recorded("a1", Direction.IN, Outcome.ALREADY);
        assertThat(again.firstAt()).contains(SampleAgenda.time("08:50"));

        Result early = touchAt("09:30", 0);
        recorded("a1", Direction.OUT, Outcome.TOO_EARLY);
        assertThat(early.session().orElseThrow().opensAt()).contains(SampleAgenda.time("09:50"));

        Result out = touchAt("09:55", 0);
        recorded("a1", Direction.OUT, Outcome.ACCEPTED);
        assertThat(out.session().orElseThrow().then().orElseThrow().title().ja())
                .isEqualTo("講習 a2");
        touchAt("09:56", 0);
        recorded("a2", Direction.IN, Outcome.ACCEPTED);
        touchAt("10:55", 0);
        recorded("a2", Direction.OUT, Outcome.ACCEPTED);
        Result twice = touchAt("11:05", 0);
        recorded("a2", Direction.OUT, Outcome.ALREADY);
        assertThat(twice.firstAt()).contains(SampleAgenda.time("10:55"));
        assertThat(booth.reception.registeredToday()).isEqualTo(6);
    }

    @Test
    void whoWentOutAndTouchesAgainAfterTheLastWindowHearsSinceWhen() {
        touchAt("12:50", 0);
        touchAt("13:55", 0);

        Result again = touchAt("14:40", 0);

        recorded("a3", Direction.OUT, Outcome.ALREADY);
        assertThat(again.firstAt()).contains(SampleAgenda.time("13:55"));
        touchAt("14:41", 1);
        recorded("a3", Direction.IN, Outcome.TOO_LATE);
    }

    @Test
    void whoComesTooLateHearsTheLimitAndMayTouchOnTheWayOut() {
        Result late = touchAt("09:30", 0);

        recorded("a1", Direction.IN, Outcome.TOO_LATE);
        assertThat(late.session().orElseThrow().limit()).contains(SampleAgenda.time("09:10"));
        assertThat(late.session().orElseThrow().opensAt()).contains(SampleAgenda.time("09:50"));
    }

    @Test
    void theWayOutWithoutAWayInIsRecordedAndTold() {
        Result unsure = touchAt("13:51", 1);
        recorded("a3", Direction.OUT, Outcome.ACCEPTED);
        assertThat(unsure.session().orElseThrow().withoutWayIn())
                .as("a booth that saw nobody come in cannot know")
                .isFalse();
        touchAt("12:50", 2);
        Result out = touchAt("13:55", 0);

        recorded("a3", Direction.OUT, Outcome.WRONG_SESSION);
        assertThat(out.session().orElseThrow().withoutWayIn()).isTrue();
        assertThat(out.recorded()).isTrue();

        booth.agenda = Optional.of(SampleAgenda.at(Direction.NONE, false));
        Result elsewhere = touchAt("13:56", 0);
        recorded("a3", Direction.OUT, Outcome.ACCEPTED);
        assertThat(elsewhere.session().orElseThrow().withoutWayIn()).isFalse();
    }

    @Test
    void theWrongRoomIsToldWithTheRightOne() {
        booth.agenda = Optional.of(SampleAgenda.at("B", Direction.NONE, true));

        Result wrong = touchAt("08:50", 0);

        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.WRONG_SESSION);
        assertThat(booth.lastScan().room()).contains("B");
        assertThat(wrong.session().orElseThrow().elsewhere())
                .extracting(SessionResult.Named::room)
                .containsExactly("A");
        assertThat(wrong.session().orElseThrow().withoutWayIn()).isFalse();
    }

    @Test
    void whatWasRefusedOrNotKnownCarriesTheSessionToo() {
        booth.now = SampleAgenda.time("08:50");
        booth.reception.accept(TestBooth.card(RawToken.of(Medium.FELICA, "0139FFFFFFFFFFFF")));
        recorded("a1", Direction.IN, Outcome.UNKNOWN_CARD);
        booth.reception.accept(new Scan.Text(MemberPass.SAMPLE, "camera"));
        recorded("a1", Direction.IN, Outcome.PASS_SAMPLE);
        assertThat(booth.reception.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, "rc-s300")))
                .isEqualTo(Feedback.REJECT);
        assertThat(booth.lastShown().session()).isEmpty();
    }

    @Test
    void withoutARosterATouchIsSealedForTheSession(@TempDir Path other) {
        try (TestBooth locked = new TestBooth(other)) {
            locked.agenda = booth.agenda;
            locked.now = SampleAgenda.time("10:12");

            locked.reception.accept(TestBooth.card(0));

            assertThat(locked.lastScan().outcome()).isEqualTo(Outcome.NO_ROSTER);
            assertThat(locked.lastScan().session()).contains("a1");
            assertThat(locked.lastScan().direction()).isEqualTo(Direction.OUT);
            assertThat(locked.lastScan().sealed()).isPresent();
        }
    }

    @Test
    void whoHasNoTermComesInAndMayGoOut() {
        loseTerm();

        touchAt("08:50", 3);
        recorded("a1", Direction.IN, Outcome.NO_TERM);
        touchAt("08:51", 3);
        recorded("a1", Direction.IN, Outcome.NO_TERM);
        Result out = touchAt("09:55", 3);
        recorded("a1", Direction.OUT, Outcome.NO_TERM);
        assertThat(out.session().orElseThrow().withoutWayIn()).isFalse();
    }

    @Test
    void whoCameWithoutATermHearsAfterTheWindowSinceWhenAlsoOnceTheTermIsKnown() {
        RosterMember before = loseTerm();
        touchAt("12:50", 3);
        touchAt("13:55", 3);

        Result late = touchAt("14:20", 3);

        recorded("a3", Direction.OUT, Outcome.ALREADY);
        assertThat(late.firstAt()).contains(SampleAgenda.time("13:55"));
        booth.vault.apply(put(2, before), 3);
        Result later = touchAt("14:40", 3);
        recorded("a3", Direction.OUT, Outcome.ALREADY);
        assertThat(later.firstAt()).contains(SampleAgenda.time("13:55"));
    }

    @Test
    void whoCameInWithoutATermIsNotRegisteredAfterTheOnlyWindow() {
        booth.agenda = Optional.of(SampleAgenda.at("B", Direction.NONE, true));
        RosterMember before = loseTerm();
        touchAt("12:50", 3);
        booth.vault.apply(put(2, before), 3);

        Result late = touchAt("13:30", 3);

        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(late.firstAt()).contains(SampleAgenda.time("12:50"));
    }

    @Test
    void whoseTermBecomesKnownWhileTheWindowIsOpenIsRegisteredThen() {
        RosterMember before = loseTerm();
        touchAt("08:50", 3);
        booth.vault.apply(put(2, before), 3);

        touchAt("08:55", 3);

        recorded("a1", Direction.IN, Outcome.ACCEPTED);
    }

    /** Takes the terms of member 3 away; the member before. */
    private RosterMember loseTerm() {
        RosterMember member = booth.vault
                .current()
                .orElseThrow()
                .byId(SampleRoster.memberId(3))
                .orElseThrow();
        RosterMember ended = new RosterMember(
                member.id(),
                member.memberNo(),
                member.familyName(),
                member.givenName(),
                member.familyKana(),
                member.givenKana(),
                member.affiliation(),
                member.passId(),
                member.passGeneration(),
                List.of());
        booth.vault.apply(put(1, ended), 2);
        return member;
    }

    private static RosterDelta put(long from, RosterMember member) {
        return new RosterDelta(from, List.of(member), List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    @Test
    void aRestartAndANewJournalStillKnowWhoCameIn() {
        touchAt("08:50", 0);
        touchAt("08:52", 1);
        booth.reopen();
        touchAt("08:55", 0);
        recorded("a1", Direction.IN, Outcome.ALREADY);

        booth.journal.startAnew(1);
        touchAt("09:55", 0);
        recorded("a1", Direction.OUT, Outcome.ACCEPTED);
        touchAt("09:56", 1);
        recorded("a1", Direction.OUT, Outcome.ACCEPTED);
    }

    @Test
    void aVoidedWayInIsNone() throws Exception {
        touchAt("08:50", 0);
        booth.reception.cancel(booth.journal.head().seq(), "staff-1", "wrong-person");

        touchAt("08:55", 0);
        recorded("a1", Direction.IN, Outcome.ACCEPTED);
    }

    @Test
    void theMeetingAndItsSessionsAreApartAndAChangedDoorIsFollowed() {
        touchAt("08:50", 0);
        booth.agenda = Optional.of(new Agenda(
                Optional.empty(), SampleAgenda.at(Direction.NONE, true).sessions()));
        touchAt("09:01", 0);
        JournalEvent.Scan atReception = booth.lastScan();
        assertThat(atReception.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(atReception.room()).isEmpty();
        assertThat(atReception.session()).isEmpty();
        assertThat(atReception.direction()).isEqualTo(Direction.NONE);
        assertThat(booth.lastShown().session()).isEmpty();

        booth.agenda = Optional.of(SampleAgenda.at(Direction.OUT, false));
        touchAt("09:02", 0);
        recorded("a1", Direction.OUT, Outcome.TOO_EARLY);
        booth.agenda = Optional.of(SampleAgenda.at("B", Direction.IN, false));
        touchAt("12:50", 0);
        assertThat(booth.lastScan().room()).contains("B");
        assertThat(booth.lastScan().session()).contains("b1");
        booth.agenda = Optional.empty();
        touchAt("13:00", 0);
        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
        assertThat(LocalDate.ofInstant(
                        booth.lastShown().firstAt().orElseThrow(), booth.clock().getZone()))
                .isEqualTo(LocalDate.parse("2026-10-16"));
    }
}
