package org.uketsuke.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.StorageException;

/** What kiosks hear of sessions, rooms and the doors they keep. */
class DoorsTest {
    private static final String FIRST = "第1会場";
    private static final String OFFICE = "account-1";

    @TempDir
    private Path folder;

    private RunningServer started(Engine engine) {
        RunningServer server = RunningServer.start(engine, folder);
        SmallSociety.into(server.storage());
        return server;
    }

    private static Doors doors(RunningServer server) {
        return new Doors(server.storage(), new Audit(new AuditStore(server.storage()), server.clock()));
    }

    private static KeptDoor door(String room, String way) {
        return KeptDoor.typed(room, way).orElseThrow();
    }

    private static KioskClient kiosk(RunningServer server, String code) {
        KioskClient kiosk = new KioskClient(server);
        assertThat(kiosk.enrol(code).status()).isEqualTo(200);
        return kiosk;
    }

    private static Optional<Agenda> agenda(KioskClient kiosk) {
        return kiosk.get("/assignment").as(AssignmentAnswer.class).assignment().agenda();
    }

    private static Optional<Agenda.Door> keptBy(KioskClient kiosk) {
        return agenda(kiosk).flatMap(Agenda::door);
    }

    private static long audited(RunningServer server, String action) {
        return server.storage()
                .read(handle -> handle.createQuery("SELECT count(*) FROM audit WHERE action = ?")
                        .bind(0, action)
                        .mapTo(Long.class)
                        .one());
    }

    @ParameterizedTest
    @EnumSource
    void aMeetingWithoutSessionsIsToldAsBefore(Engine engine) {
        try (RunningServer server = started(engine)) {
            assertThat(agenda(kiosk(server, SmallSociety.code(server)))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKioskHearsAllSessionsInOrderWithTheirWindowsAndWhatTheyGive(Engine engine) {
        try (RunningServer server = started(engine)) {
            SmallAgenda.into(server.storage());

            Agenda agenda = agenda(kiosk(server, SmallSociety.code(server))).orElseThrow();

            assertThat(agenda.door()).isEmpty();
            assertThat(agenda.sessions()).extracting(Agenda.Session::id).containsExactly("c-1", "s-1", "c-2", "s-2");
            Agenda.Session common = agenda.sessions().get(0);
            assertThat(common.in()).isEqualTo(new Agenda.Window(SmallAgenda.at("09:50"), SmallAgenda.at("10:10")));
            assertThat(common.out()).contains(new Agenda.Window(SmallAgenda.at("10:55"), SmallAgenda.at("11:10")));
            assertThat(common.minimumStayMinutes()).isEqualTo(50);
            assertThat(common.credits()).contains(100L);
            Agenda.Session specialty = agenda.sessions().get(1);
            assertThat(specialty.out()).isEmpty();
            assertThat(specialty.minimumStayMinutes()).isZero();
            assertThat(specialty.credits()).contains(200L);
            assertThat(specialty.title().ja()).isEqualTo("造血幹細胞移植");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodesDoorPassesToTheKioskThatUsesIt(Engine engine) {
        try (RunningServer server = started(engine)) {
            SmallAgenda.into(server.storage());
            String code = SmallSociety.code(server, "1F", FIRST, "in");
            KioskClient kiosk = new KioskClient(server);

            EnrolmentAnswer answer = kiosk.enrol(code).as(EnrolmentAnswer.class);

            Agenda.Door expected = new Agenda.Door(FIRST, Direction.IN, true);
            assertThat(answer.assignment().agenda().flatMap(Agenda::door)).contains(expected);
            assertThat(keptBy(kiosk)).contains(expected);
            assertThat(new KioskStore(server.storage()).ofMeeting("tokai-9"))
                    .extracting(EnrolledKiosk::door)
                    .containsExactly(Optional.of(door(FIRST, "in")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoAsksAgainWithTheSameCodeGetsTheDoorAsItIsNow(Engine engine) {
        try (RunningServer server = started(engine)) {
            String code = SmallSociety.code(server, "1F", FIRST, "in");
            KioskClient kiosk = kiosk(server, code);
            doors(server).give("jsh", "tokai-9", kiosk.keyId(), door("第2会場", "both"), OFFICE);

            kiosk.enrol(code);

            assertThat(keptBy(kiosk)).contains(new Agenda.Door("第2会場", Direction.NONE, true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDoorIsKeptAloneUnlessAnotherKioskThatStandsKeepsOneOfTheRoom(Engine engine) {
        try (RunningServer server = started(engine)) {
            SmallAgenda.into(server.storage());
            KioskClient in = kiosk(server, SmallSociety.code(server, "in", FIRST, "in"));
            KioskClient out = kiosk(server, SmallSociety.code(server, "out", FIRST, "out"));
            KioskClient other = kiosk(server, SmallSociety.code(server, "other", "第2会場", "both"));

            assertThat(keptBy(in)).contains(new Agenda.Door(FIRST, Direction.IN, false));
            assertThat(keptBy(out)).contains(new Agenda.Door(FIRST, Direction.OUT, false));
            assertThat(keptBy(other)).contains(new Agenda.Door("第2会場", Direction.NONE, true));

            new KioskStore(server.storage()).revoke(out.keyId(), RunningServer.MORNING, deed -> {});

            assertThat(keptBy(in)).contains(new Agenda.Door(FIRST, Direction.IN, true));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOfficeChangesADoorAndTakesItAwayAndBothAreAudited(Engine engine) {
        try (RunningServer server = started(engine)) {
            SmallAgenda.into(server.storage());
            KioskClient kiosk = kiosk(server, SmallSociety.code(server));
            Doors doors = doors(server);

            assertThat(doors.give("jsh", "tokai-9", kiosk.keyId(), door(FIRST, "both"), OFFICE))
                    .isTrue();
            assertThat(keptBy(kiosk)).contains(new Agenda.Door(FIRST, Direction.NONE, true));
            assertThat(doors.takeAway("jsh", "tokai-9", kiosk.keyId(), OFFICE)).isTrue();
            assertThat(keptBy(kiosk)).isEmpty();
            assertThat(agenda(kiosk)).as("the agenda stays").isPresent();
            assertThat(doors.takeAway("jsh", "tokai-9", kiosk.keyId(), OFFICE)).isTrue();

            assertThat(audited(server, "KIOSK_DOOR_GIVEN")).isEqualTo(1);
            assertThat(audited(server, "KIOSK_DOOR_TAKEN"))
                    .as("once: the second time there was none")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyAStandingKioskOfTheMeetingGetsADoor(Engine engine) {
        try (RunningServer server = started(engine)) {
            KioskClient kiosk = kiosk(server, SmallSociety.code(server));
            Doors doors = doors(server);

            assertThat(doors.give("jsh", "tokai-10", kiosk.keyId(), door(FIRST, "in"), OFFICE))
                    .isFalse();
            assertThat(doors.give("jcs", "tokai-9", kiosk.keyId(), door(FIRST, "in"), OFFICE))
                    .isFalse();
            assertThat(doors.give("jsh", "tokai-9", "nobody", door(FIRST, "in"), OFFICE))
                    .isFalse();
            new KioskStore(server.storage()).revoke(kiosk.keyId(), RunningServer.MORNING, deed -> {});
            assertThat(doors.give("jsh", "tokai-9", kiosk.keyId(), door(FIRST, "in"), OFFICE))
                    .isFalse();
            assertThat(doors.takeAway("jsh", "tokai-9", kiosk.keyId(), OFFICE)).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDoorOfARoomWithoutSessionsIsADoorAllTheSame(Engine engine) {
        try (RunningServer server = started(engine)) {
            KioskClient kiosk = kiosk(server, SmallSociety.code(server, "1F", "倉庫", "both"));

            assertThat(agenda(kiosk))
                    .contains(new Agenda(Optional.of(new Agenda.Door("倉庫", Direction.NONE, true)), List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aChangedAgendaReachesAKioskThatAsksAgain(Engine engine) {
        try (RunningServer server = started(engine)) {
            SmallAgenda.into(server.storage());
            KioskClient kiosk = kiosk(server, SmallSociety.code(server, "1F", FIRST, "both"));
            assertThat(agenda(kiosk).orElseThrow().sessions()).hasSize(4);

            server.storage().change(handle -> {
                SessionStore sessions = new SessionStore(handle);
                sessions.remove(SmallAgenda.session("s-1", "", "", "specialty", "", "10:30", "11:30"));
                sessions.put(SmallAgenda.session("c-1", "題", "t", "common", FIRST, "10:05", "11:00"));
                sessions.put(SmallAgenda.session("x", "規則なし", "no rule", "none", FIRST, "16:00", "17:00"));
            });

            Agenda now = agenda(kiosk).orElseThrow();
            assertThat(now.sessions())
                    .as("nobody can touch for a session without a rule")
                    .extracting(Agenda.Session::id)
                    .containsExactly("c-1", "c-2", "s-2");
            assertThat(now.sessions().get(0).start()).isEqualTo(SmallAgenda.at("10:05"));
        }
    }

    @Test
    void aKioskHearsOfItsDoorAlsoWhileTheServerCanNoteNothing() {
        try (RunningServer server = started(Engine.SQLITE)) {
            KioskClient kiosk = kiosk(server, SmallSociety.code(server));
            doors(server).give("jsh", "tokai-9", kiosk.keyId(), door(FIRST, "in"), OFFICE);
            for (String statement : List.of("PRAGMA query_only = 1", "DELETE FROM kiosk_told")) {
                assertThatThrownBy(() -> server.storage().change(handle -> handle.execute(statement)))
                        .isInstanceOf(StorageException.class);
            }

            assertThat(keptBy(kiosk)).contains(new Agenda.Door(FIRST, Direction.IN, true));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "第1会場, both, true",
        "' 第1会場 ', in, true",
        "A, out, true",
        "'', in, false",
        "第1会場, none, false",
        "第1会場, '', false",
        "'a\tb', in, false",
    })
    void aDoorHasARoomAndAWay(String room, String way, boolean possible) {
        assertThat(KeptDoor.typed(room, way).isPresent()).isEqualTo(possible);
        KeptDoor.typed(room, way).ifPresent(door -> {
            assertThat(door.room()).isEqualTo(room.strip());
            assertThat(KeptDoor.typed(door.room(), door.way())).contains(door);
        });
    }
}
