package org.uketsuke.kiosk.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.printer.FakePrinter.Mood;
import org.uketsuke.kiosk.printer.Slip.Size;
import org.uketsuke.kiosk.printer.SlipPrinter.Patience;
import org.uketsuke.kiosk.profile.ByteString;
import org.uketsuke.kiosk.profile.PrinterProfile;
import org.uketsuke.kiosk.profile.PrinterProfile.Code;
import org.uketsuke.kiosk.profile.PrinterProfile.Connection;
import org.uketsuke.kiosk.profile.PrinterProfile.Status;

/** A printer that is well, and every way in which one is not: nobody is ever kept waiting. */
final class PrinterTest {
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Patience SHORT = new Patience(
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(600),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(3));
    private static final Slip SLIP =
            Slip.with().centred(Size.LARGE, "見本").code("SAMPLE").slip();
    private static final Slip LONG =
            Slip.with().line(Size.HUGE, "長い紙片".repeat(400)).slip();

    private Printer printer = Printers.off();

    @TempDir
    Path folder;

    @BeforeEach
    void fontIsThere() {
        Peers.needBrowser();
    }

    @AfterEach
    void end() {
        printer.close();
    }

    private void start(Connection connection, String address, Status status, Patience patience) {
        PrinterProfile profile = new PrinterProfile(
                "test",
                "Test",
                "here",
                List.of(),
                connection,
                Optional.of(address),
                576,
                Code.ESC_POS_RASTER,
                List.of(ByteString.parse("1B 40")),
                List.of(ByteString.parse("1D 56 42 00")),
                status,
                List.of());
        printer = SlipPrinter.start(
                profile, Printers.opener(profile, Optional.empty(), System::nanoTime), patience, System::nanoTime);
    }

    private void start(FakePrinter at) {
        start(Connection.TCP, at.address(), Status.DLE_EOT, SHORT);
    }

    private void awaitState(PrinterState state) {
        await(state.wireName())
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> printer.state() == state);
    }

    private boolean printedAtOnce(Slip slip) {
        long before = System.nanoTime();
        boolean taken = printer.print(slip);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        return taken;
    }

    @Test
    void aSlipComesOutAsItWasDrawn() throws IOException {
        try (FakePrinter paper = new FakePrinter(Mood.PRINTS)) {
            start(paper);

            assertThat(printedAtOnce(SLIP)).isTrue();

            await().atMost(10, TimeUnit.SECONDS).until(() -> paper.printed().size() == 1);
            assertThat(paper.printed().get(0).getWidth()).isEqualTo(576);
            awaitState(PrinterState.READY);
        }
    }

    @Test
    void aSlipWaitsForPaperAndIsThenPrintedOnce() throws IOException {
        try (FakePrinter paper = new FakePrinter(Mood.OUT_OF_PAPER)) {
            start(paper);
            awaitState(PrinterState.NO_PAPER);

            assertThat(printedAtOnce(SLIP)).isTrue();
            int before = paper.connections();
            await().atMost(10, TimeUnit.SECONDS).until(() -> paper.connections() > before + 2);
            assertThat(paper.printed()).isEmpty();
            paper.becomes(Mood.PRINTS);

            awaitState(PrinterState.READY);
            await().atMost(10, TimeUnit.SECONDS).until(() -> paper.printed().size() == 1);
            int then = paper.connections();
            await().atMost(10, TimeUnit.SECONDS).until(() -> paper.connections() > then + 1);
            assertThat(paper.printed()).hasSize(1);
        }
    }

    @Test
    void aSlipThatWaitedTooLongIsNotPrintedForSomebodyElse() throws IOException {
        try (FakePrinter paper = new FakePrinter(Mood.OUT_OF_PAPER)) {
            start(
                    Connection.TCP,
                    paper.address(),
                    Status.DLE_EOT,
                    new Patience(
                            SHORT.connect(),
                            SHORT.answer(),
                            SHORT.print(),
                            SHORT.again(),
                            SHORT.look(),
                            Duration.ofMillis(200)));
            awaitState(PrinterState.NO_PAPER);

            printer.print(SLIP);
            int before = paper.connections();
            await().atMost(10, TimeUnit.SECONDS).until(() -> paper.connections() > before + 8);
            paper.becomes(Mood.PRINTS);

            awaitState(PrinterState.READY);
            assertThat(paper.printed()).isEmpty();
        }
    }

    @Test
    void aPrinterThatHangsClosesOrSaysNothingIsUnreachableAndKeepsNobodyWaiting() throws IOException {
        for (Mood mood : List.of(Mood.HANGS, Mood.CLOSES, Mood.MUTE)) {
            try (FakePrinter paper = new FakePrinter(mood)) {
                start(paper);
                await().atMost(10, TimeUnit.SECONDS).until(() -> paper.connections() > 1);

                assertThat(printedAtOnce(SLIP)).as(mood.name()).isTrue();
                int before = paper.connections();
                await().atMost(10, TimeUnit.SECONDS).until(() -> paper.connections() > before);

                assertThat(printer.state()).as(mood.name()).isEqualTo(PrinterState.UNREACHABLE);
                printer.close();
            }
        }
    }

    @Test
    void aPrintThatBreaksOffHalfwayIsNotBegunAgain() throws IOException {
        try (FakePrinter paper = new FakePrinter(Mood.HANGS_WHEN_PRINTING)) {
            start(paper);
            awaitState(PrinterState.READY);

            assertThat(printedAtOnce(LONG)).isTrue();
            awaitState(PrinterState.UNREACHABLE);
            paper.becomes(Mood.PRINTS);

            awaitState(PrinterState.READY);
            assertThat(paper.printed()).isEmpty();
        }
    }

    @Test
    void aPrinterThatIsNotThereIsUnreachableAndFoundWhenItIs() throws IOException {
        String address;
        try (FakePrinter gone = new FakePrinter(Mood.PRINTS)) {
            address = gone.address();
        }
        start(Connection.TCP, address, Status.DLE_EOT, SHORT);

        assertThat(printedAtOnce(SLIP)).isTrue();

        assertThat(printer.state()).isEqualTo(PrinterState.UNREACHABLE);
    }

    @Test
    void moreSlipsThanCanWaitAreToldSo() throws IOException {
        try (FakePrinter paper = new FakePrinter(Mood.OUT_OF_PAPER)) {
            start(paper);
            awaitState(PrinterState.NO_PAPER);

            int taken = 0;
            while (taken < 100 && printer.print(SLIP)) {
                taken++;
            }

            assertThat(taken).isBetween(8, 10);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceFileGetsTheBytesAndOneThatTakesNoneHoldsNobody() throws Exception {
        Path pipe = folder.resolve("lp0");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
            start(Connection.DEVICE, pipe.toString(), Status.NONE, SHORT);
            awaitState(PrinterState.READY);

            assertThat(printedAtOnce(SLIP)).isTrue();
            byte[] head = new byte[8];
            reader.readFully(head);
            assertThat(head).startsWith(0x1B, 0x40, 0x1D, 0x76, 0x30, 0x00);

            assertThat(printedAtOnce(LONG)).isTrue();
            awaitState(PrinterState.UNREACHABLE);
        }
    }

    @Test
    void aBoothWithoutAPrinterSaysSoAndTakesNothing() {
        assertThat(Printers.off().print(SLIP)).isFalse();
        assertThat(Printers.off().state()).isEqualTo(PrinterState.OFF);
        assertThat(PrinterState.NO_PAPER.wireName()).isEqualTo("no-paper");
    }

    @Test
    void anAddressThatIsMissingOrOfAnotherKindIsNamed() {
        PrinterProfile nowhere = new PrinterProfile(
                "lan",
                "Test",
                "here",
                List.of(),
                Connection.TCP,
                Optional.empty(),
                576,
                Code.ESC_POS_RASTER,
                List.of(),
                List.of(),
                Status.NONE,
                List.of());

        assertThatThrownBy(() -> Printers.start(nowhere, Optional.empty(), System::nanoTime))
                .hasMessageContaining("--printer-address");
        assertThatThrownBy(() -> Printers.start(nowhere, Optional.of("/dev/usb/lp0"), System::nanoTime))
                .hasMessageContaining("192.168.1.60:9100");
    }
}
