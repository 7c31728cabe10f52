package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.ReaderStatus.State;
import org.uketsuke.kiosk.rig.ImmediateReader;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.Scan.Why;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** Readers that tell of a card at once, and that have light and buzzer of their own. */
@Timeout(120)
class ImmediateReaderTest {
    private static final String ACR122U = "ACS ACR122U PICC Interface";
    private static final String ACR1252U = "ACS ACR1252 Reader [ACR1252 Reader PICC]";
    private static final int TOUCHES = 60;

    private final Scans scans = new Scans();
    private Pcscd pcscd;
    private Optional<Readers> readers = Optional.empty();

    @BeforeEach
    void reserve(@TempDir Path folder) {
        pcscd = Pcscd.reserve(folder);
    }

    @AfterEach
    void end() {
        readers.ifPresent(Readers::close);
        pcscd.close();
    }

    private void start() {
        pcscd.start();
        startReaders();
    }

    private void startReaders() {
        Readers started = Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                scans,
                System::nanoTime,
                change -> {});
        readers = Optional.of(started);
        awaitState(State.READY);
    }

    private void awaitState(State state) {
        await("reader to be " + state)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> readers.orElseThrow().status().stream().anyMatch(status -> status.state() == state));
    }

    private static VirtualCard felica(int number) {
        return VirtualCard.felica("01390000%08X".formatted(number));
    }

    /** Firmware that notes every command and answers as ACS readers do. */
    private static VirtualCard firmware(List<String> commands) {
        return new VirtualCard() {
            @Override
            public byte[] answerToReset() {
                return new byte[0];
            }

            @Override
            public Optional<byte[]> answer(byte[] command) {
                return Optional.of(VirtualCard.hex("E10000000100"));
            }
        }.noting(commands);
    }

    @Test
    void everyTouchIsOneScanAndFastEnough() {
        ImmediateReader reader = pcscd.immediateReader("SONY FeliCa RC-S300/S (1469193)");
        start();
        long[] micros = new long[TOUCHES];

        for (int touch = 0; touch < TOUCHES; touch++) {
            long presented = System.nanoTime();
            reader.field().insert(felica(touch));
            int sofar = touch + 1;
            await().pollInterval(Duration.ofMillis(1)).until(() -> scans.all().size() >= sofar);
            micros[touch] = (scans.acceptedAt(touch) - presented) / 1_000;
            reader.field().remove();
            awaitState(State.READY);
        }

        assertThat(scans.all())
                .extracting(scan -> ((Scan.Card) scan).token().text())
                .containsExactlyElementsOf(IntStream.range(0, TOUCHES)
                        .mapToObj("01390000%08X"::formatted)
                        .toList());
        Arrays.sort(micros);
        System.out.printf(
                "Card presented to scan handed over, %d touches: p50 %d us, p95 %d us, max %d us%n",
                TOUCHES, micros[TOUCHES / 2], micros[TOUCHES * 95 / 100], micros[TOUCHES - 1]);
    }

    @Test
    void cardSwappedWithoutAGapIsAScanOfItsOwn() {
        ImmediateReader reader = pcscd.immediateReader(ACR122U);
        start();

        reader.field().insert(felica(1));
        scans.atLeast(1);
        reader.field().insert(felica(2));

        assertThat(scans.atLeast(2))
                .extracting(scan -> ((Scan.Card) scan).token())
                .containsExactly(
                        RawToken.of(Medium.FELICA, "0139000000000001"), RawToken.of(Medium.FELICA, "0139000000000002"));
    }

    @Test
    void lightAndBuzzerTravelAsCommandsWhileTheCardIsThere() {
        ImmediateReader reader = pcscd.immediateReader(ACR122U);
        start();
        List<String> good = new CopyOnWriteArrayList<>();
        List<String> bad = new CopyOnWriteArrayList<>();

        reader.field().insert(felica(1).noting(good));
        await().until(() -> good.contains("FF00400E0401000101"));
        reader.field().insert(VirtualCard.mifareClassic("08112233").noting(bad));
        await().until(() -> bad.contains("FF00400D0402010201"));

        assertThat(good).contains("FF00520000").doesNotContain("FF00400D0402010201");
        assertThat(bad).doesNotContain("FF00400E0401000101", "FF00520000");
    }

    @Test
    void buzzerBehindTheEscapeCallIsUsed() {
        ImmediateReader reader = pcscd.immediateReader(ACR1252U);
        pcscd.start();
        List<String> commands = new CopyOnWriteArrayList<>();
        reader.firmware().insert(firmware(commands));
        startReaders();

        reader.field().insert(felica(1));
        await().until(() -> commands.size() == 1);
        reader.field().insert(VirtualCard.mifareClassic("08112233"));
        await().until(() -> commands.size() == 2);

        assertThat(commands).containsExactly("E0000028010A", "E00000280132");
    }

    @Test
    void readerThatTakesNoEscapeCallsStillReads() {
        ImmediateReader reader = pcscd.immediateReader(ACR1252U);
        start();

        for (int touch = 0; touch < 5; touch++) {
            reader.field().insert(felica(touch));
            scans.atLeast(touch + 1);
        }

        assertThat(scans.all()).hasSize(5).allMatch(scan -> scan instanceof Scan.Card);
    }

    @Test
    void hangingBuzzerCostsTheReaderButNotTheScan() {
        ImmediateReader reader = pcscd.immediateReader(ACR1252U);
        pcscd.start();
        CountDownLatch release = new CountDownLatch(1);
        reader.firmware().insert(firmware(new CopyOnWriteArrayList<>()).hangingUntil(release));
        startReaders();

        reader.field().insert(felica(1));
        assertThat(scans.atLeast(1)).hasSize(1);
        awaitState(State.STUCK);
        release.countDown();
        reader.field().remove();
        awaitState(State.READY);
        reader.field().insert(felica(2));

        assertThat(scans.atLeast(2)).hasSize(2).allMatch(scan -> scan instanceof Scan.Card);
    }

    @Test
    void cardPulledAtEveryCommandIsToldOnceAndReadAtTheNextTouch() {
        ImmediateReader reader = pcscd.immediateReader(ACR122U);
        start();

        for (int command = 1; command <= 4; command++) {
            reader.field().insert(VirtualCard.idFile("M000000" + command).pulledAt(command));
            int sofar = 2 * command - 1;
            assertThat(scans.atLeast(sofar)).last().isEqualTo(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"));
            reader.field().insert(VirtualCard.idFile("M000000" + command));
            assertThat(scans.atLeast(sofar + 1)).last().isInstanceOf(Scan.Card.class);
            reader.field().remove();
            awaitState(State.READY);
        }

        assertThat(scans.all()).hasSize(8);
    }
}
