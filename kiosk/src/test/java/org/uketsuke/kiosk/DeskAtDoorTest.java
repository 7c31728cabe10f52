package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.booth.EntryRef;
import org.uketsuke.kiosk.booth.Evidence;
import org.uketsuke.kiosk.booth.FailedScan;
import org.uketsuke.kiosk.booth.Line;
import org.uketsuke.kiosk.booth.MemberView;
import org.uketsuke.kiosk.booth.Reason;
import org.uketsuke.kiosk.booth.Registration;
import org.uketsuke.kiosk.booth.SessionFigures;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/** The staff desk at the door of a room, by {@link SampleAgenda}. */
final class DeskAtDoorTest {
    private static final String STAFF = SampleStaff.HELPER.id();
    private static final SessionWay A1_IN = way("a1", Direction.IN);
    private static final SessionWay A1_OUT = way("a1", Direction.OUT);
    private static final SessionWay A2_IN = way("a2", Direction.IN);

    @TempDir
    Path folder;

    private TestBooth booth;

    @BeforeEach
    void standAtTheDoorOfRoomA() {
        booth = TestBooth.staffed(folder);
        booth.agenda = Optional.of(SampleAgenda.at(Direction.NONE, true));
        booth.now = SampleAgenda.time("08:50");
    }

    @AfterEach
    void close() {
        booth.close();
    }

    private static SessionWay way(String session, Direction direction) {
        return new SessionWay(Optional.of(session), direction);
    }

    private void touchAt(String clock, int member) {
        booth.now = SampleAgenda.time(clock);
        booth.nanos += 10_000_000_000L;
        booth.scans.take(TestBooth.card(member));
    }

    private Registration register(int member, Optional<EntryRef> rescues, SessionWay way) {
        return booth.desk.register(
                STAFF,
                SampleRoster.memberId(member),
                Reason.FORGOTTEN_CARD,
                List.of(Evidence.PHOTO_ID),
                rescues,
                Optional.of(way));
    }

    private MemberView.AtDoor member(int number) {
        return booth.desk
                .member(SampleRoster.memberId(number))
                .orElseThrow()
                .atDoor()
                .orElseThrow();
    }

    @Test
    void todaysSessionsOfTheRoomAreToChooseInAndOut() {
        assertThat(booth.desk.members().atDoor().orElseThrow().choices())
                .extracting(choice -> choice.session() + " " + choice.direction())
                .containsExactly("a1 IN", "a1 OUT", "a2 IN", "a2 OUT", "a3 IN", "a3 OUT");
        booth.agenda = Optional.of(SampleAgenda.at("B", Direction.OUT, true));
        assertThat(booth.desk.members().atDoor().orElseThrow().choices())
                .as("a session without a way out, at a reader of one way")
                .extracting(choice -> choice.session() + " " + choice.direction())
                .containsExactly("b1 IN");
        booth.agenda = Optional.empty();
        assertThat(booth.desk.members().atDoor()).isEmpty();
        assertThat(booth.desk.member(SampleRoster.memberId(1)).orElseThrow().atDoor())
                .isEmpty();
    }

    @Test
    void theRunningSessionOrTheNextIsOfferedFirst() {
        assertThat(member(1).preset()).contains(A1_IN);
        touchAt("08:50", 1);
        booth.now = SampleAgenda.time("09:55");
        assertThat(member(1).preset()).contains(A1_OUT);
        assertThat(member(2).preset()).contains(A2_IN);
        booth.now = SampleAgenda.time("12:00");
        assertThat(member(1).preset()).contains(way("a3", Direction.IN));
        booth.agenda = Optional.of(SampleAgenda.at("C", Direction.NONE, true));
        assertThat(member(1).preset()).isEmpty();
    }

    @Test
    void registrationByHandIsForASessionAndAWayAndNobodyIsThereTwice() {
        assertThat(register(1, Optional.empty(), A1_IN)).isInstanceOf(Registration.Registered.class);
        assertThat(booth.recorded()).last().isInstanceOfSatisfying(JournalEvent.Manual.class, manual -> {
            assertThat(manual.room()).contains("A");
            assertThat(manual.session()).contains("a1");
            assertThat(manual.direction()).isEqualTo(Direction.IN);
        });
        assertThat(register(1, Optional.empty(), A1_IN))
                .isEqualTo(new Registration.AlreadyRegistered(SampleAgenda.time("08:50")));
        assertThat(register(1, Optional.empty(), A1_OUT)).isInstanceOf(Registration.Registered.class);
        assertThat(register(1, Optional.empty(), A2_IN)).isInstanceOf(Registration.Registered.class);
        assertThat(member(1).touched()).extracting(MemberView.Touched::way).containsExactly(A1_IN, A1_OUT, A2_IN);
        assertThat(member(1).touched().get(1).entries())
                .containsExactly(booth.journal.head().seq() - 1);
        touchAt("09:00", 1);
        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ALREADY);
    }

    @Test
    void whatTheAgendaDoesNotHoldIsNotRegistered() {
        long before = booth.journal.head().seq();

        assertThat(register(1, Optional.empty(), way("b1", Direction.IN)))
                .as("of another room")
                .isInstanceOf(Registration.OtherAgenda.class);
        assertThat(register(1, Optional.empty(), way("a4", Direction.IN)))
                .as("of another day")
                .isInstanceOf(Registration.OtherAgenda.class);
        assertThat(register(1, Optional.empty(), new SessionWay(Optional.empty(), Direction.IN)))
                .as("none, where there is a choice")
                .isInstanceOf(Registration.OtherAgenda.class);
        assertThat(booth.desk.register(
                        STAFF, SampleRoster.memberId(1), Reason.OTHER, List.of(), Optional.empty(), Optional.empty()))
                .as("for the meeting, at a room's door")
                .isInstanceOf(Registration.OtherAgenda.class);
        booth.agenda = Optional.empty();
        assertThat(register(1, Optional.empty(), A1_IN))
                .as("the door was taken away since the page was drawn")
                .isInstanceOf(Registration.OtherAgenda.class);
        assertThat(booth.journal.head().seq()).isEqualTo(before);
    }

    @Test
    void inARoomWithoutSessionsARegistrationNamesNone() {
        booth.agenda = Optional.of(SampleAgenda.at("C", Direction.NONE, true));

        assertThat(register(1, Optional.empty(), new SessionWay(Optional.empty(), Direction.IN)))
                .isInstanceOf(Registration.Registered.class);

        assertThat(booth.recorded()).last().isInstanceOfSatisfying(JournalEvent.Manual.class, manual -> {
            assertThat(manual.room()).contains("C");
            assertThat(manual.session()).isEmpty();
            assertThat(manual.direction()).isEqualTo(Direction.IN);
        });
    }

    @Test
    void whoCameTooEarlyNeedsNobodyAndPushesNobodyOut() {
        touchAt("08:30", 1);
        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.TOO_EARLY);

        assertThat(booth.desk.waiting()).isEmpty();
    }

    @Test
    void aFailedTouchWaitsWithItsSessionUntilThatIsMended() {
        touchAt("12:50", 2);
        touchAt("13:55", 1);
        FailedScan failed = booth.desk.waiting().get(0);
        assertThat(failed.way()).contains(way("a3", Direction.OUT));
        assertThat(booth.desk
                        .members()
                        .named(failed.way().orElseThrow())
                        .orElseThrow()
                        .title()
                        .ja())
                .isEqualTo("講習 a3");

        booth.now = SampleAgenda.time("13:56");
        register(1, Optional.empty(), A2_IN);
        assertThat(booth.desk.waiting()).as("another session mends nothing").hasSize(1);
        EntryRef entry = new EntryRef(booth.desk.journal(), failed.seq().orElseThrow());
        register(1, Optional.of(entry), way("a3", Direction.IN));
        assertThat(booth.desk.waiting()).isEmpty();
        touchAt("13:57", 1);
        assertThat(booth.lastScan().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(booth.lastScan().direction()).isEqualTo(Direction.OUT);
    }

    @Test
    void theListAndTheNumbersTellSessionAndWay() {
        touchAt("08:50", 1);
        touchAt("08:52", 2);
        touchAt("08:54", 2);
        register(3, Optional.empty(), A1_IN);
        touchAt("09:55", 1);

        assertThat(booth.desk.figures().sessions())
                .containsExactly(new SessionFigures(A1_IN, 3, 3, 1), new SessionFigures(A1_OUT, 1, 1, 0));
        assertThat(booth.desk.figures().people()).isEqualTo(3);
        assertThat(booth.desk.lines())
                .extracting(Line::way)
                .containsExactly(
                        Optional.of(A1_OUT),
                        Optional.of(A1_IN),
                        Optional.of(A1_IN),
                        Optional.of(A1_IN),
                        Optional.of(A1_IN));
    }
}
