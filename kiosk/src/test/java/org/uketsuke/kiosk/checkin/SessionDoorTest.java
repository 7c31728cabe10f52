package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;

/** What a touch at the door of a room is for: every line of the rule, by {@link SampleAgenda}. */
class SessionDoorTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String NOBODY_KNOWN = "?";

    @ParameterizedTest(name = "{0} {1} known {2}: {3} {4} {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                // way, clock, known of the member, session, direction, hindrance: one window open
                "NONE, 08:45:00, -, a1, IN, -",
                "NONE, 09:09:59, -, a1, IN, -",
                "NONE, 09:00:00, a1 IN, a1, IN, -",
                "NONE, 12:45:00, -, a3, IN, -",
                "NONE, 13:50:00, a3 IN, a3, OUT, -",
                "NONE, 14:14:59, a3 IN, a3, OUT, -",
                "NONE, 14:00:00, a3 IN+a3 OUT, a3, OUT, -",
                "NONE, 14:00:00, -, a3, OUT, -",
                // the way out of a1 (9:50–10:15) and the way into a2 (9:45–10:10) together
                "NONE, 09:49:59, a1 IN, a2, IN, -",
                "NONE, 09:50:00, a1 IN, a1, OUT, -",
                "NONE, 10:09:59, a1 IN, a1, OUT, -",
                "NONE, 09:55:00, a1 IN+a1 OUT, a2, IN, -",
                "NONE, 09:55:00, a1 IN+a1 OUT+a2 IN, a2, IN, -",
                "NONE, 09:55:00, -, a2, IN, -",
                "NONE, 09:55:00, a2 IN, a2, IN, -",
                "NONE, 10:10:00, -, a1, OUT, -",
                "NONE, 10:10:00, a2 IN, a1, OUT, -",
                "NONE, 09:55:00, ?, a2, IN, -",
                "NONE, 10:10:00, ?, a1, OUT, -",
                // a session runs
                "NONE, 09:10:00, a1 IN, a1, OUT, TOO_EARLY",
                "NONE, 09:44:59, a1 IN, a1, OUT, TOO_EARLY",
                "NONE, 09:10:00, -, a1, IN, TOO_LATE",
                "NONE, 09:44:59, -, a1, IN, TOO_LATE",
                "NONE, 09:30:00, ?, a1, IN, TOO_LATE",
                // nothing here, something elsewhere, or nothing at all
                "NONE, 08:44:59, -, a1, IN, TOO_EARLY",
                "NONE, 11:15:00, -, a3, IN, TOO_EARLY",
                "NONE, 14:15:00, -, a3, IN, TOO_LATE",
                "NONE, 14:15:00, a3 IN, a3, OUT, TOO_LATE",
                // who did all that was asked for, after the last window or a while after another
                "NONE, 14:15:00, a3 IN+a3 OUT, a3, OUT, -",
                "NONE, 19:00:00, a3 IN+a3 OUT, a3, OUT, -",
                "NONE, 14:15:00, a3 OUT, a3, OUT, -",
                "NONE, 14:15:00, a1 IN+a1 OUT, a3, IN, TOO_LATE",
                "NONE, 11:20:00, a2 IN+a2 OUT, a2, OUT, -",
                "NONE, 11:20:00, a2 IN, a3, IN, TOO_EARLY",
                "NONE, 11:30:00, a2 IN+a2 OUT, a3, IN, TOO_EARLY",
                "OUT, 14:15:00, a3 OUT, a3, OUT, -",
                // doors of one way
                "IN, 09:55:00, a1 IN, a2, IN, -",
                "IN, 13:30:00, a3 IN, a3, IN, -",
                "IN, 13:55:00, -, a3, IN, TOO_LATE",
                "IN, 14:05:00, a3 IN, a3, IN, TOO_LATE",
                "IN, 11:05:00, a2 IN, a3, IN, TOO_EARLY",
                "OUT, 09:55:00, -, a1, OUT, -",
                "OUT, 09:55:00, a1 OUT, a1, OUT, -",
                "OUT, 09:00:00, -, a1, OUT, TOO_EARLY",
                "OUT, 08:00:00, -, a1, OUT, TOO_EARLY",
                "OUT, 12:00:00, -, a3, OUT, TOO_EARLY",
                "OUT, 14:15:00, -, a3, OUT, TOO_LATE",
            })
    void aTouchIsForASessionOneWay(
            Direction way, String clock, String known, String session, Direction direction, Outcome hindrance) {
        Aim aim = aim(SampleAgenda.at(way, false), clock, known, Duration.ZERO);

        assertThat(aim.session().map(Session::id)).contains(session);
        assertThat(aim.direction()).isEqualTo(direction);
        assertThat(aim.hindrance()).isEqualTo(Optional.ofNullable(hindrance));
        assertThat(aim.room()).isEqualTo("A");
    }

    @ParameterizedTest(name = "{0} ±{1} s known {2}: {3} {4} {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "08:44:59, 60, -, a1, IN, TOO_EARLY",
                "08:45:00, 60, -, a1, IN, -",
                "09:09:59, 600, -, a1, IN, -",
                "09:10:00, 600, -, a1, IN, TOO_LATE",
                "13:49:59, 600, a3 IN, a3, OUT, TOO_EARLY",
                "13:50:00, 60, a3 IN, a3, OUT, -",
                "14:14:59, 60, a3 IN, a3, OUT, -",
                "14:15:00, 60, a3 IN, a3, OUT, TOO_LATE",
                "09:49:59, 60, a1 IN, a2, IN, -",
                "10:15:00, 60, a1 IN, a2, IN, TOO_LATE",
                "10:10:30, 60, ?, a1, OUT, -",
            })
    void aClockInDoubtIsTakenAtItsWordAsTheServerWillTakeIt(
            String clock, int seconds, String known, String session, Direction direction, Outcome hindrance) {
        Aim aim = aim(SampleAgenda.at(Direction.NONE, false), clock, known, Duration.ofSeconds(seconds));

        assertThat(aim.session().map(Session::id)).contains(session);
        assertThat(aim.direction()).isEqualTo(direction);
        assertThat(aim.hindrance()).isEqualTo(Optional.ofNullable(hindrance));
    }

    @Test
    void whoGoesOutWhileTheNextSessionOpensHearsThatAFurtherTouchCountsForIt() {
        Aim out = aim(SampleAgenda.at(Direction.NONE, true), "09:55:00", "a1 IN", Duration.ZERO);
        Aim both = aim(SampleAgenda.at(Direction.NONE, true), "09:55:00", "a1 IN+a2 IN", Duration.ZERO);
        Aim oneWay = aim(SampleAgenda.at(Direction.OUT, true), "09:55:00", "a1 IN", Duration.ZERO);

        assertThat(out.then().map(Session::id)).contains("a2");
        assertThat(both.direction()).isEqualTo(Direction.OUT);
        assertThat(both.then()).isEmpty();
        assertThat(oneWay.then()).isEmpty();
    }

    @Test
    void timesAreNamed() {
        Agenda agenda = SampleAgenda.at(Direction.NONE, true);

        Aim early = aim(agenda, "08:00:00", "-", Duration.ZERO);
        assertThat(early.opensAt()).contains(SampleAgenda.time("08:45"));
        Aim late = aim(agenda, "09:30:00", "-", Duration.ZERO);
        assertThat(late.limit()).contains(SampleAgenda.time("09:10"));
        assertThat(late.opensAt()).contains(SampleAgenda.time("09:50"));
        Aim leaving = aim(agenda, "09:30:00", "a1 IN", Duration.ZERO);
        assertThat(leaving.opensAt()).contains(SampleAgenda.time("09:50"));
        Aim over = aim(agenda, "14:30:00", "a3 IN", Duration.ZERO);
        assertThat(over.limit()).contains(SampleAgenda.time("14:15"));
        Aim oneWay = aim(SampleAgenda.at(Direction.IN, true), "09:30:00", "-", Duration.ZERO);
        assertThat(oneWay.opensAt()).as("nobody goes out by a way in").isEmpty();
    }

    @Test
    void theWayOutOfSomebodyWhomNobodySawComeInIsTold() {
        Aim alone = aim(SampleAgenda.at(Direction.NONE, true), "13:55:00", "-", Duration.ZERO);
        assertThat(alone.hindrance()).contains(Outcome.WRONG_SESSION);
        assertThat(alone.session().map(Session::id)).contains("a3");
        assertThat(alone.direction()).isEqualTo(Direction.OUT);
        assertThat(alone.isWithoutWayIn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, false, a1 IN", // another kiosk may have seen the way in
        "NONE, true, a3 IN",
        "NONE, true, a3 OUT", // staff registered the way out by hand
        "NONE, true, ?", // the server knows who that was
        "OUT, true, a1 IN", // a door of one way sees nobody come in
    })
    void theWayOutIsTakenWhereTheWayInMayBeKnownElsewhere(Direction way, boolean alone, String known) {
        Aim aim = aim(SampleAgenda.at(way, alone), "13:55:00", known, Duration.ZERO);

        assertThat(aim.hindrance()).isEmpty();
        assertThat(aim.direction()).isEqualTo(Direction.OUT);
        assertThat(aim.isWithoutWayIn()).isFalse();
    }

    @Test
    void whoIsAtTheWrongRoomHearsTheRightOne() {
        Aim aim = aim(SampleAgenda.at("B", Direction.NONE, true), "08:50:00", "-", Duration.ZERO);
        assertThat(aim.hindrance()).contains(Outcome.WRONG_SESSION);
        assertThat(aim.elsewhere()).extracting(Session::id).containsExactly("a1");
        assertThat(aim.session().map(Session::id)).contains("a1");
        assertThat(aim.room()).isEqualTo("B");
        assertThat(aim.isWithoutWayIn()).isFalse();

        Aim leaving = aim(SampleAgenda.at("B", Direction.NONE, true), "09:55:00", "-", Duration.ZERO);
        assertThat(leaving.elsewhere())
                .as("only a2, since who leaves a1 knows where he was")
                .extracting(Session::id)
                .containsExactly("a2");

        Aim inOnly = aim(SampleAgenda.at("B", Direction.IN, true), "10:12:00", "-", Duration.ZERO);
        assertThat(inOnly.elsewhere()).as("only what this way allows").isEmpty();
        assertThat(inOnly.hindrance()).contains(Outcome.TOO_EARLY);
    }

    @Test
    void aSessionThatRunsHereComesBeforeAnotherRoom() {
        Aim aim = aim(SampleAgenda.at("B", Direction.NONE, true), "13:55:00", "-", Duration.ZERO);

        assertThat(aim.session().map(Session::id)).contains("b1");
        assertThat(aim.hindrance()).contains(Outcome.TOO_LATE);
        assertThat(aim.opensAt()).isEmpty();
    }

    @Test
    void whereNoTouchOnTheWayOutIsAskedForWhoCameInIsThereAlready() {
        Aim aim = aim(SampleAgenda.at("B", Direction.NONE, true), "13:30:00", "b1 IN", Duration.ZERO);

        assertThat(aim.session().map(Session::id)).contains("b1");
        assertThat(aim.direction()).isEqualTo(Direction.IN);
        assertThat(aim.hindrance()).isEmpty();
    }

    @Test
    void whoCameInIsThereAlreadyAlsoAfterASessionWithoutAWayOut() {
        Aim there = aim(SampleAgenda.at("B", Direction.NONE, true), "14:00:00", "b1 IN", Duration.ZERO);
        Aim stranger = aim(SampleAgenda.at("B", Direction.NONE, true), "14:00:00", "-", Duration.ZERO);

        assertThat(there.session().map(Session::id)).contains("b1");
        assertThat(there.hindrance()).isEmpty();
        assertThat(stranger.hindrance()).contains(Outcome.TOO_LATE);
    }

    @Test
    void whoStandsEarlyAtARoomThatOpensSoonHearsWhenAndWhatOpensElsewhere() {
        Agenda agenda = SampleAgenda.with(SampleAgenda.at("C", Direction.NONE, true), "c1", "C", "13:15", false);

        Aim soon = aim(agenda, "12:50:00", "-", Duration.ZERO);
        Aim notSoon = aim(agenda, "12:44:59", "-", Duration.ZERO);
        Aim far = aim(SampleAgenda.with(agenda, "a0", "A", "12:40", true), "12:44:59", "-", Duration.ZERO);

        assertThat(soon.hindrance()).contains(Outcome.TOO_EARLY);
        assertThat(soon.session().map(Session::id)).contains("c1");
        assertThat(soon.opensAt()).contains(SampleAgenda.time("13:00"));
        assertThat(soon.elsewhere())
                .as("for who stands here by mistake")
                .extracting(Session::id)
                .containsExactly("a3", "b1");
        assertThat(notSoon.hindrance()).contains(Outcome.TOO_EARLY);
        assertThat(notSoon.elsewhere()).isEmpty();
        assertThat(far.hindrance()).contains(Outcome.WRONG_SESSION);
        assertThat(far.elsewhere()).extracting(Session::id).containsExactly("a0");
    }

    @Test
    void whoWentOutAMomentAgoIsNotSentToAnotherRoom() {
        Agenda agenda = SampleAgenda.with(SampleAgenda.at(Direction.NONE, true), "c1", "C", "14:25", false);

        Aim justOut = aim(agenda, "14:16:00", "a3 IN+a3 OUT", Duration.ZERO);
        Aim notOut = aim(agenda, "14:16:00", "-", Duration.ZERO);
        Aim later = aim(agenda, "14:31:00", "a3 IN+a3 OUT", Duration.ZERO);

        assertThat(justOut.session().map(Session::id)).contains("a3");
        assertThat(justOut.hindrance()).isEmpty();
        assertThat(notOut.hindrance()).contains(Outcome.WRONG_SESSION);
        assertThat(later.hindrance()).as("lost on the way to c1").contains(Outcome.WRONG_SESSION);
    }

    @Test
    void whoCameInUnnamedOrElsewhereIsNotSentAwayOnTheWayOut() {
        SessionDoor door = new SessionDoor(
                SampleAgenda.at(Direction.NONE, true),
                new Agenda.Door("A", Direction.NONE, true),
                java.time.ZoneId.of("Asia/Tokyo"));
        SessionDoor.Known unsure = new SessionDoor.Known() {
            @Override
            public boolean came(String session, Direction direction) {
                return false;
            }

            @Override
            public boolean sawWhoCameIn(String session) {
                return false;
            }
        };

        Aim aim = door.aim(Optional.of(unsure), Moment.of(SampleAgenda.time("13:55"), Optional.empty()));

        assertThat(aim.direction()).isEqualTo(Direction.OUT);
        assertThat(aim.hindrance()).isEmpty();
    }

    @Test
    void aRoomWithoutSessionsNamesNone() {
        Aim aim = aim(SampleAgenda.at("C", Direction.NONE, true), "12:00:00", "-", Duration.ZERO);

        assertThat(aim.session()).isEmpty();
        assertThat(aim.hindrance()).contains(Outcome.WRONG_SESSION);
        assertThat(aim.direction()).isEqualTo(Direction.IN);
        assertThat(aim.elsewhere()).isEmpty();
    }

    @Test
    void aDayWithoutSessionsHereNamesThoseOfALaterDay() {
        Agenda agenda = SampleAgenda.at(Direction.NONE, true);
        Instant dayBefore = SampleAgenda.time("09:00").minus(Duration.ofDays(1));
        Instant dayAfter = SampleAgenda.time("20:00").plus(Duration.ofDays(5));

        Aim before = new SessionDoor(agenda, agenda.door().orElseThrow(), TOKYO)
                .aim(Optional.empty(), new Moment(dayBefore, Duration.ZERO));
        assertThat(before.hindrance()).contains(Outcome.TOO_EARLY);
        assertThat(before.session().map(Session::id)).contains("a1");
        Aim after = new SessionDoor(agenda, agenda.door().orElseThrow(), TOKYO)
                .aim(Optional.empty(), new Moment(dayAfter, Duration.ZERO));
        assertThat(after.hindrance()).contains(Outcome.TOO_LATE);
        assertThat(after.session().map(Session::id)).contains("a4");
    }

    private static Aim aim(Agenda agenda, String clock, String known, Duration uncertainty) {
        Set<String> touches = known == null ? Set.of() : Set.copyOf(List.of(known.split("\\+")));
        Optional<SessionDoor.Known> member = touches.contains(NOBODY_KNOWN)
                ? Optional.empty()
                : Optional.of((session, direction) -> touches.contains(session + " " + direction));
        return new SessionDoor(agenda, agenda.door().orElseThrow(), TOKYO)
                .aim(member, new Moment(SampleAgenda.time(clock), uncertainty));
    }
}
