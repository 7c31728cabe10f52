package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.screen.DoorStanding;
import org.uketsuke.kiosk.screen.DoorStanding.Standing;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;

/** How a door stands through the day, by {@link SampleAgenda}. */
final class DoorsTest {
    @ParameterizedTest(name = "{0} {1}: {2} {3} until {4}, {5} from {6}; next {7} {8}")
    @CsvSource(
            nullValues = "-",
            value = {
                "NONE, 08:00, -, -, -, -, -, a1, -",
                "NONE, 08:45, a1, IN, 09:10, OUT, 09:50, a2, -",
                "NONE, 09:10, a1, -, -, OUT, 09:50, a2, -",
                "NONE, 09:50, a1, OUT, 10:15, -, -, a2, IN",
                "NONE, 10:14, a1, OUT, 10:15, -, -, a2, -",
                "NONE, 10:15, a2, -, -, OUT, 10:50, a3, -",
                "NONE, 12:00, -, -, -, -, -, a3, -",
                "NONE, 14:15, -, -, -, -, -, -, -",
                "IN, 09:50, a1, -, -, -, -, a2, IN",
                "IN, 10:00, a2, IN, 10:10, -, -, a3, -",
                "OUT, 08:50, a1, -, -, OUT, 09:50, a2, -",
            })
    void theSessionOfTheMomentAndTheNextAreTold(
            Direction way,
            String clock,
            String current,
            Direction open,
            String until,
            Direction opens,
            String opensAt,
            String next,
            Direction nextOpen) {
        DoorStanding door = Doors.standing(serving(SampleAgenda.at(way, true)), SampleAgenda.time(clock))
                .orElseThrow();

        assertThat(door.room()).isEqualTo("A");
        assertThat(door.direction()).isEqualTo(way);
        assertThat(door.current().map(DoorsTest::id)).isEqualTo(Optional.ofNullable(current));
        assertThat(door.current().flatMap(Standing::open)).isEqualTo(Optional.ofNullable(open));
        assertThat(door.current().flatMap(Standing::until))
                .isEqualTo(Optional.ofNullable(until).map(SampleAgenda::time));
        assertThat(door.current().flatMap(Standing::opens)).isEqualTo(Optional.ofNullable(opens));
        assertThat(door.current().flatMap(Standing::opensAt))
                .isEqualTo(Optional.ofNullable(opensAt).map(SampleAgenda::time));
        assertThat(door.next().map(DoorsTest::id)).isEqualTo(Optional.ofNullable(next));
        assertThat(door.next().flatMap(Standing::open)).isEqualTo(Optional.ofNullable(nextOpen));
    }

    @Test
    void aDoorOfTheWayOutWaitsForTheSessionsThatAskForIt() {
        Agenda agenda = SampleAgenda.at(Direction.OUT, true);
        for (String early : List.of("06:30", "07:30")) {
            agenda = SampleAgenda.with(agenda, early, "A", early, false);
        }

        DoorStanding door =
                Doors.standing(serving(agenda), SampleAgenda.time("07:00")).orElseThrow();

        assertThat(door.current()).isEmpty();
        assertThat(door.next().map(DoorsTest::id)).contains("a1");
        assertThat(door.next().flatMap(Standing::opensAt)).contains(SampleAgenda.time("09:50"));
    }

    @Test
    void aSessionForWhichTheDoorDoesNoMoreIsNotTheNext() {
        Agenda agenda = SampleAgenda.with(SampleAgenda.at(Direction.IN, true), "late", "A", "13:05", false);

        DoorStanding door = Doors.standing(
                        serving(SampleAgenda.with(agenda, "evening", "A", "18:00", false)), SampleAgenda.time("13:30"))
                .orElseThrow();

        assertThat(door.current().map(DoorsTest::id)).contains("a3");
        assertThat(door.next().map(DoorsTest::id)).contains("evening");
    }

    @Test
    void theMeetingsReceptionHasNoDoor() {
        assertThat(Doors.standing(TestBooth.assignment(SampleRoster.MEETING), SampleAgenda.time("09:00")))
                .isEmpty();
        assertThat(Doors.of(TestBooth.assignment(SampleRoster.MEETING))).isEmpty();
    }

    private static String id(Standing session) {
        return session.title().en().replace("Session ", "");
    }

    private static Assignment serving(Agenda agenda) {
        return TestBooth.at(TestBooth.assignment(SampleRoster.MEETING), Optional.of(agenda));
    }
}
