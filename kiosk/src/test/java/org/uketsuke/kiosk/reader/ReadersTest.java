package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.ReaderStatus.State;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.Scan.Why;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** The reader loop in troubles that no virtual reader can play. */
@Timeout(60)
class ReadersTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";
    private static final String OTHER = "SONY FeliCa RC-S300/S (1469193) 01 00";

    private final PlayedCards cards = new PlayedCards();
    private final Scans scans = new Scans();
    private final List<List<ReaderStatus>> changes = new CopyOnWriteArrayList<>();
    private Optional<Readers> readers = Optional.empty();

    @AfterEach
    void end() {
        readers.ifPresent(Readers::close);
    }

    private Readers start() {
        return start(Platform.LINUX, Optional.empty(), scans);
    }

    private Readers start(Platform platform, Optional<Pattern> filter, ScanSink sink) {
        Readers started = Readers.start(
                HardwareProfiles.load(platform, Optional.empty()), filter, cards, sink, System::nanoTime, changes::add);
        readers = Optional.of(started);
        return started;
    }

    private void awaitState(String name, State state) {
        await(name + " to be " + state)
                .atMost(Duration.ofSeconds(20))
                .until(() -> readers.orElseThrow().status().stream()
                        .anyMatch(status -> status.name().equals(name) && status.state() == state));
    }

    private static Scan.Card felica(String idm) {
        return new Scan.Card(RawToken.of(Medium.FELICA, idm), "felica-idm", "acs-acr122u");
    }

    @Test
    void machineWithoutPcscSaysSoAndGoesOnWhenItIsInstalled() {
        cards.serviceFails(Kind.NOT_INSTALLED);
        cards.plugIn(READER);
        Readers started = start();

        awaitState("PC/SC", State.NO_SERVICE);
        assertThat(started.status())
                .singleElement()
                .satisfies(status -> assertThat(status.why()).contains("apt-get install pcscd"));

        cards.serviceWorks();
        awaitState(READER, State.READY);
        assertThat(started.status()).hasSize(1);
    }

    @Test
    void cardHeldByAnotherProgramIsReadWhenItLetsGo() {
        cards.plugIn(READER);
        cards.nextConnectionsFail(Collections.nCopies(7, Kind.BUSY));
        start();

        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(felica("0139000000000001"));
    }

    @Test
    void cardHeldByAnotherProgramForLongIsToldOnceAndReadLater() {
        cards.plugIn(READER);
        cards.nextConnectionsFail(Collections.nCopies(22, Kind.BUSY));
        start();

        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(2))
                .containsExactly(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"), felica("0139000000000001"));
    }

    @Test
    void cardAtTheEdgeOfTheFieldGetsMoreThanOneAttempt() {
        cards.plugIn(READER);
        cards.nextConnectionsFail(List.of(Kind.CARD, Kind.CARD));
        start();

        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(felica("0139000000000001"));
    }

    @Test
    void damagedCardIsToldOnceHoweverLongItLies() {
        cards.plugIn(READER);
        cards.plugIn(OTHER);
        start();
        List<String> commands = new CopyOnWriteArrayList<>();
        VirtualCard damaged = VirtualCard.uid("3B8F8001804F0CA0000003061100 3B0000000042", "0000000000000000");

        cards.hold(READER, damaged.noting(commands));
        await().atMost(Duration.ofSeconds(20)).until(() -> commands.size() > 10);
        cards.take(READER);
        awaitState(READER, State.READY);
        cards.hold(OTHER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(2))
                .containsExactly(
                        new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"),
                        new Scan.Card(RawToken.of(Medium.FELICA, "0139000000000001"), "felica-idm", "sony-rc-s300"));
    }

    @Test
    void cardThatChangesItsIdBetweenTwoReadingsIsNotBelieved() {
        cards.plugIn(READER);
        start();
        List<VirtualCard> two = List.of(VirtualCard.felica("0139000000000001"), VirtualCard.felica("0139000000000002"));
        List<Integer> count = new CopyOnWriteArrayList<>();
        VirtualCard twoFaced = new VirtualCard() {
            @Override
            public byte[] answerToReset() {
                return two.get(0).answerToReset();
            }

            @Override
            public Optional<byte[]> answer(byte[] command) {
                count.add(1);
                return two.get(count.size() % 2).answer(command);
            }
        };

        cards.hold(READER, twoFaced);

        assertThat(scans.atLeast(1)).containsExactly(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"));
    }

    @Test
    void whatADriverThrowsUnforeseenDoesNotStopTheReader() {
        cards.plugIn(READER);
        start();

        cards.hold(READER, throwing(() -> new IllegalStateException("disconnected card")));
        awaitState(READER, State.NO_SERVICE);
        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(felica("0139000000000001"));
    }

    @Test
    void readerWhoseThreadDiedGetsAnother() {
        cards.plugIn(READER);
        start();
        CountDownLatch died = new CountDownLatch(1);

        cards.hold(READER, throwing(() -> {
            died.countDown();
            return new OutOfMemoryError("played");
        }));
        await().until(() -> died.getCount() == 0);
        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(felica("0139000000000001"));
    }

    /** A card at whose answer to reset the driver gives up. */
    private static VirtualCard throwing(Supplier<Throwable> what) {
        return new VirtualCard() {
            @Override
            public byte[] answerToReset() {
                Throwable thrown = what.get();
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) thrown;
            }

            @Override
            public Optional<byte[]> answer(byte[] command) {
                return Optional.empty();
            }
        };
    }

    @Test
    void sinkThatFailsDoesNotStopTheReader() {
        cards.plugIn(READER);
        start(Platform.LINUX, Optional.empty(), scan -> {
            scans.accept(scan);
            throw new IllegalStateException("disk is full");
        });

        cards.hold(READER, VirtualCard.felica("0139000000000001"));
        scans.atLeast(1);
        cards.hold(READER, VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(2)).containsExactly(felica("0139000000000001"), felica("0139000000000002"));
    }

    @Test
    void listenerThatFailsDoesNotStopTheReader() {
        cards.plugIn(READER);
        readers = Optional.of(Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                cards,
                scans,
                System::nanoTime,
                change -> {
                    throw new IllegalStateException("screen is gone");
                }));

        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).hasSize(1);
    }

    @Test
    void onlyReadersThatFitTheFilterAreUsed() {
        cards.plugIn(READER);
        cards.plugIn(OTHER);
        Readers started = start(Platform.LINUX, Optional.of(Pattern.compile("RC-S300")), scans);

        awaitState(OTHER, State.READY);

        assertThat(started.status()).extracting(ReaderStatus::name).containsExactly(OTHER);
    }

    @Test
    void readerInAnotherSocketReplacesTheOneThatWasGone() {
        cards.plugIn(READER);
        Readers started = start();
        awaitState(READER, State.READY);

        cards.unplug(READER);
        awaitState(READER, State.GONE);
        String elsewhere = READER.replace("00 00", "01 00");
        cards.plugIn(elsewhere);
        awaitState(elsewhere, State.READY);

        assertThat(started.status()).extracting(ReaderStatus::name).containsExactly(elsewhere);
    }

    @Test
    void hangingReaderIsReplacedAgainAndAgainUntilItWorks() {
        cards.plugIn(READER);
        start();
        CountDownLatch never = new CountDownLatch(1);

        cards.hold(READER, VirtualCard.felica("0139000000000001").hangingUntil(never));
        awaitState(READER, State.STUCK);
        await().until(() -> scans.told().contains("ended"));
        cards.hold(READER, VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(2))
                .containsExactly(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"), felica("0139000000000002"));
        awaitState(READER, State.CARD);
        never.countDown();
        cards.hold(READER, VirtualCard.felica("0139000000000003"));
        assertThat(scans.atLeast(3)).hasSize(3).last().isEqualTo(felica("0139000000000003"));
    }

    @Test
    void hangWithoutACardIsToldToNobodyAfterTheServiceDiedInMidReading() {
        cards.plugIn(READER);
        AtomicLong lostNanos = new AtomicLong();
        readers = Optional.of(Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                cards,
                scans,
                () -> System.nanoTime() + lostNanos.get(),
                changes::add));
        cards.hold(READER, takenWhile(() -> cards.serviceFails(Kind.NO_SERVICE)));
        awaitState(READER, State.NO_SERVICE);
        cards.serviceWorks();
        awaitState(READER, State.READY);

        lostNanos.set(60_000_000_000L);
        await().until(() -> changes.stream().flatMap(List::stream).anyMatch(status -> status.state() == State.STUCK));
        cards.hold(OTHER, VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(1))
                .containsExactly(
                        new Scan.Card(RawToken.of(Medium.FELICA, "0139000000000002"), "felica-idm", "sony-rc-s300"));
    }

    /** A card that is gone after its first command, at which something else happens as well. */
    private static VirtualCard takenWhile(Runnable happening) {
        VirtualCard felica = VirtualCard.felica("0139000000000001");
        return new VirtualCard() {
            @Override
            public byte[] answerToReset() {
                return felica.answerToReset();
            }

            @Override
            public Optional<byte[]> answer(byte[] command) {
                happening.run();
                return Optional.empty();
            }
        };
    }

    @Test
    void cardThatLiesThroughARestartOfTheServiceIsOneScan() {
        cards.plugIn(READER);
        AtomicLong lostNanos = new AtomicLong();
        readers = Optional.of(Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                cards,
                scans,
                () -> System.nanoTime() + lostNanos.get(),
                changes::add));
        List<String> commands = new CopyOnWriteArrayList<>();
        cards.hold(READER, VirtualCard.felica("0139000000000001").noting(commands));
        scans.atLeast(1);

        cards.serviceFails(Kind.NO_SERVICE);
        awaitState(READER, State.NO_SERVICE);
        lostNanos.set(10_000_000_000L);
        commands.clear();
        cards.serviceWorks();
        await().until(() -> commands.size() > 4);
        cards.hold(READER, VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(2)).containsExactly(felica("0139000000000001"), felica("0139000000000002"));
    }

    @Test
    void cardThatCouldNotBeRecordedIsAScanAgainWhenItIsHeldOutAgain() {
        cards.plugIn(READER);
        start(Platform.LINUX, Optional.empty(), new ScanSink() {
            @Override
            public Feedback accept(Scan scan) {
                return take(scan).feedback();
            }

            @Override
            public Taken take(Scan scan) {
                scans.accept(scan);
                return new Taken(Feedback.REJECT, false);
            }
        });

        cards.hold(READER, VirtualCard.felica("0139000000000001"));
        scans.atLeast(1);
        cards.take(READER);
        awaitState(READER, State.READY);
        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(2)).containsOnly(felica("0139000000000001"));
    }

    @Test
    void closingEndsAllThreadsAndContexts() {
        cards.plugIn(READER);
        cards.plugIn(OTHER);
        Readers started = start();
        cards.hold(READER, VirtualCard.felica("0139000000000001"));
        scans.atLeast(1);

        started.close();

        await().until(() -> cards.openContexts() == 0);
    }

    @Test
    void statesAreToldInOrder() {
        cards.plugIn(READER);
        start();
        awaitTold(State.READY);
        cards.hold(READER, VirtualCard.felica("0139000000000001"));
        awaitTold(State.CARD);
        cards.take(READER);
        awaitTold(State.READY);
        cards.unplug(READER);
        awaitTold(State.GONE);

        assertThat(changes.stream().map(list -> list.get(0).state()).toList())
                .containsExactly(State.READY, State.CARD, State.READY, State.GONE);
    }

    private void awaitTold(State state) {
        await(state + " to be told")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !changes.isEmpty()
                        && changes.get(changes.size() - 1).stream().anyMatch(status -> status.state() == state));
    }

    @Test
    void listenerThatHangsDoesNotHoldUpACard() {
        CountDownLatch never = new CountDownLatch(1);
        cards.plugIn(READER);
        readers = Optional.of(Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                cards,
                scans,
                System::nanoTime,
                change -> awaitQuietly(never)));

        cards.hold(READER, VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).hasSize(1);
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void escapeCommandsCarryTheCodeOfTheSystem() {
        String name = "ACS ACR1252 1S CL Reader PICC 0";
        cards.plugIn(name);
        start(Platform.WINDOWS, Optional.empty(), scans);

        cards.hold(name, VirtualCard.felica("0139000000000001"));

        await().until(() -> cards.controls.contains("003136B0 E0000028010A"));
    }

    @Test
    void stormOfTroublesLosesNoCardThatStays() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        cards.plugIn(READER);
        start();
        List<Scan> expected = new ArrayList<>();

        for (int touch = 0; touch < 16; touch++) {
            String idm = "01390000%08X".formatted(touch);
            switch (random.nextInt(4)) {
                case 0 -> cards.nextConnectionsFail(List.of(Kind.CARD));
                case 1 -> cards.nextConnectionsFail(List.of(Kind.BUSY, Kind.CARD));
                case 2 -> cards.nextConnectionsFail(List.of(Kind.NO_SERVICE));
                default -> cards.nextConnectionsFail(List.of(Kind.READER_GONE));
            }
            cards.hold(READER, VirtualCard.felica(idm));
            expected.add(felica(idm));
            await("seed " + seed)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> scans.all().contains(felica(idm)));
        }

        assertThat(scans.all()).as("seed %d", seed).containsExactlyElementsOf(expected);
    }

    @Test
    void resultOfTheSinkReachesTheLight() {
        cards.plugIn(READER);
        List<String> commands = new CopyOnWriteArrayList<>();
        start(Platform.LINUX, Optional.empty(), scan -> Feedback.NONE);

        cards.hold(READER, VirtualCard.felica("0139000000000001").noting(commands));
        await().until(() -> commands.stream().filter("FFCA000000"::equals).count() >= 6);

        assertThat(commands).noneMatch(command -> command.startsWith("FF0040"));
    }
}
