package org.uketsuke.server.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.KioskClient.Answer;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.storage.Engine;

class EnrolmentTest {
    @TempDir
    private Path folder;

    private static Codes codes(RunningServer server) {
        return new Codes(
                new MeetingStore(server.storage()),
                new KioskStore(server.storage()),
                new Audit(new AuditStore(server.storage()), server.clock()),
                server.clock(),
                new SecureRandom());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aCodeTakesAKioskInAndTellsItWhereItServes(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            KioskClient kiosk = new KioskClient(server);

            EnrolmentAnswer answer = kiosk.enrol(SmallSociety.code(server)).as(EnrolmentAnswer.class);
            AssignmentAnswer later = kiosk.get("/assignment").as(AssignmentAnswer.class);

            assertThat(answer.assignment()).isEqualTo(later.assignment());
            assertThat(answer.assignment().booth()).isEqualTo("1F");
            assertThat(answer.assignment().meeting().credits()).contains(300L);
            assertThat(answer.assignment().validFrom()).isEqualTo(Instant.parse("2026-11-21T13:00:00Z"));
            assertThat(answer.assignment().validTo()).isEqualTo(Instant.parse("2026-11-22T17:00:00Z"));
            assertThat(answer.server().time()).isEqualTo(RunningServer.MORNING);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aCodeWorksOnceButTheSameKioskMayAskAgain(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            String code = SmallSociety.code(server);
            KioskClient first = new KioskClient(server);
            EnrolmentAnswer taken = first.enrol(code).as(EnrolmentAnswer.class);

            Answer second = new KioskClient(server).enrol(code);
            EnrolmentAnswer again =
                    first.enrol(code.toLowerCase(java.util.Locale.ROOT)).as(EnrolmentAnswer.class);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("/problems/code-used");
            assertThat(again.kiosk()).isEqualTo(taken.kiosk());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aCodeDiesAfterItsTimeAndAKeyEnrolsOnce(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            String old = SmallSociety.code(server);
            server.clock().move(Codes.USUAL_LIFE);

            Answer expired = new KioskClient(server).enrol(old);
            KioskClient kiosk = new KioskClient(server);
            kiosk.enrol(SmallSociety.code(server));
            Answer sameKey = kiosk.enrol(SmallSociety.code(server));

            assertThat(expired.problem()).isEqualTo("/problems/code-expired");
            assertThat(sameKey.problem()).isEqualTo("/problems/key-in-use");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aHundredGuessesAreSlowedDownAndARightCodeStillWorksLater(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            KioskClient guesser = new KioskClient(server);

            int looked = 0;
            Answer last = guesser.enrol("AAAA-AAAA-AAAA");
            for (int guess = 1; guess < 100; guess++) {
                looked += last.status() == 403 ? 1 : 0;
                last = guesser.enrol(
                        "AAAA-AAAA-%04d".formatted(guess).replace('0', 'B').replace('1', 'C'));
            }
            Answer right = guesser.enrol(SmallSociety.code(server));
            server.clock().move(Duration.ofMinutes(16));
            Answer later = guesser.enrol(SmallSociety.code(server));

            assertThat(looked).isEqualTo(10);
            assertThat(last.status()).isEqualTo(429);
            assertThat(last.retryAfter()).contains("2");
            assertThat(right.status()).isEqualTo(429);
            assertThat(later.status()).isEqualTo(200);
            assertThat(refusals(server)).isEqualTo(10);
        }
    }

    private static long refusals(RunningServer server) {
        return server.storage()
                .read(handle -> handle.createQuery("SELECT count(*) FROM audit WHERE action = 'KIOSK_REFUSED'")
                        .mapTo(Long.class)
                        .one());
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aKioskMustProveTheKeyThatItCarries(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            KioskClient kiosk = new KioskClient(server);
            KioskClient other = new KioskClient(server);

            Answer answer = kiosk.post(
                    "/enrolment", new EnrolmentRequest(SmallSociety.code(server), other.publicKeyText(), "test"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("/problems/malformed");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoAsksForACodeOfAnUnknownMeetingIsToldWhichThereAre(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());

            Codes.Made made =
                    codes(server).make(new Codes.Wanted("tokai-10", Optional.empty(), "1F", Codes.USUAL_LIFE));

            assertThat(made).isEqualTo(new Codes.Made.NoMeeting(java.util.List.of("tokai-9")));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aLostKioskGetsNothingAnyMoreOnceItsKeyIsTakenBack(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            KioskClient kiosk = new KioskClient(server);
            kiosk.enrol(SmallSociety.code(server));
            KioskStore kiosks = new KioskStore(server.storage());
            EnrolledKiosk listed =
                    kiosks.ofMeeting(SmallSociety.MEETING).stream().findFirst().orElseThrow();

            boolean revoked = kiosks.revoke(listed.id(), RunningServer.MORNING, deed -> {});

            assertThat(revoked).isTrue();
            assertThat(kiosks.revoke(listed.id(), RunningServer.MORNING.plusSeconds(60), deed -> {}))
                    .isFalse();
            assertThat(kiosks.ofMeeting(SmallSociety.MEETING))
                    .extracting(EnrolledKiosk::revokedAt)
                    .containsExactly(Optional.of(RunningServer.MORNING));
            assertThat(kiosk.get("/assignment").problem()).isEqualTo("/problems/revoked-kiosk");
        }
    }
}
