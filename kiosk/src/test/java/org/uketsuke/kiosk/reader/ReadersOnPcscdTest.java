package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.uketsuke.protocol.Medium.FELICA;
import static org.uketsuke.protocol.Medium.ISO14443;
import static org.uketsuke.protocol.Medium.ISO7816;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.ReaderStatus.State;
import org.uketsuke.kiosk.rig.Pcscd;
import org.uketsuke.kiosk.rig.VirtualCard;
import org.uketsuke.kiosk.rig.VirtualReader;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.Scan.Why;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** The real way of a card: virtual reader, pcscd, PC/SC, profile, scan. */
@Timeout(120)
class ReadersOnPcscdTest {
    private static final String ACR122U = "ACS ACR122U PICC Interface";
    private static final String SONY = "SONY FeliCa RC-S300/S (1469193)";

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

    private Readers startReaders() {
        Readers started = Readers.start(
                HardwareProfiles.load(Platform.LINUX, Optional.empty()),
                Optional.empty(),
                scans,
                System::nanoTime,
                change -> {});
        readers = Optional.of(started);
        return started;
    }

    private static Scan.Card card(Medium medium, String token, String cardProfile, String reader) {
        return new Scan.Card(RawToken.of(medium, token), cardProfile, reader);
    }

    private static void awaitState(Readers readers, String name, State state) {
        await(name + " to be " + state)
                .atMost(Duration.ofSeconds(20))
                .until(() -> readers.status().stream()
                        .anyMatch(status -> status.name().startsWith(name) && status.state() == state));
    }

    @Test
    void felicaCardGivesItsIdm() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        startReaders();

        reader.insert(VirtualCard.felica("0139A1B2C3D4E5F6"));

        assertThat(scans.atLeast(1)).containsExactly(card(FELICA, "0139A1B2C3D4E5F6", "felica-idm", "acs-acr122u"));
    }

    @Test
    void cardsOfEveryFamilyGiveTheirIdentityOrTheReasonWhyNot() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        startReaders();

        List<VirtualCard> cards = List.of(
                VirtualCard.mifareClassic("C1C2C3C4"),
                VirtualCard.ntag("04A1B2C3D4E5F6"),
                VirtualCard.mifareClassic("08C2C3C4"),
                VirtualCard.uid("3B81800180 80", "04112233445566"),
                VirtualCard.uid("3B888001000041E0B381A1003B", "11223344"),
                VirtualCard.idFile("M0012345"),
                VirtualCard.idFile("M0012346").holdingBack());
        for (int i = 0; i < cards.size(); i++) {
            reader.insert(cards.get(i));
            scans.atLeast(i + 1);
            reader.remove();
            awaitState(readers.orElseThrow(), ACR122U, State.READY);
        }

        assertThat(scans.all())
                .containsExactly(
                        card(ISO14443, "C1C2C3C4", "mifare-classic", "acs-acr122u"),
                        card(ISO14443, "04A1B2C3D4E5F6", "mifare-ultralight-ntag", "acs-acr122u"),
                        new Scan.Unidentified(Why.RANDOM_ID, "acs-acr122u"),
                        card(ISO14443, "04112233445566", "iso14443-4", "acs-acr122u"),
                        new Scan.Unidentified(Why.NOT_A_MEMBER_CARD, "acs-acr122u"),
                        card(ISO7816, "M0012345", "society-id-file", "acs-acr122u"),
                        card(ISO7816, "M0012346", "society-id-file", "acs-acr122u"));
    }

    @Test
    void myNumberCardIsSentNoCommandAtAll() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        startReaders();
        List<String> commands = new CopyOnWriteArrayList<>();

        reader.insert(VirtualCard.uid("3B888001000041E0B381A1003B", "11223344").noting(commands));

        assertThat(scans.atLeast(1)).containsExactly(new Scan.Unidentified(Why.NOT_A_MEMBER_CARD, "acs-acr122u"));
        assertThat(commands).noneMatch(command -> command.startsWith("00") || command.startsWith("FFCA"));
    }

    @Test
    void oneReaderWorksWhileACardHangsInAnother() {
        VirtualReader hanging = pcscd.reader(ACR122U);
        VirtualReader working = pcscd.reader(SONY);
        pcscd.start();
        Readers started = startReaders();
        CountDownLatch release = new CountDownLatch(1);

        hanging.insert(VirtualCard.felica("0139000000000001").hangingUntil(release));
        awaitState(started, ACR122U, State.CARD);
        working.insert(VirtualCard.felica("0139000000000002"));
        assertThat(scans.atLeast(1)).first().isEqualTo(card(FELICA, "0139000000000002", "felica-idm", "sony-rc-s300"));

        awaitState(started, ACR122U, State.STUCK);
        assertThat(scans.atLeast(2)).contains(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"));

        release.countDown();
        hanging.remove();
        awaitState(started, ACR122U, State.READY);
        hanging.insert(VirtualCard.felica("0139000000000003"));
        assertThat(scans.atLeast(3)).last().isEqualTo(card(FELICA, "0139000000000003", "felica-idm", "acs-acr122u"));
    }

    @Test
    void killedServiceIsFoundAgain() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        Readers started = startReaders();
        reader.insert(VirtualCard.felica("0139000000000001"));
        scans.atLeast(1);

        pcscd.kill();
        awaitState(started, "PC/SC", State.NO_SERVICE);
        pcscd.start();
        awaitState(started, ACR122U, State.READY);
        reader.insert(VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(2)).last().isEqualTo(card(FELICA, "0139000000000002", "felica-idm", "acs-acr122u"));
    }

    @Test
    void frozenServiceIsShownAndGoesOnByItself() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        Readers started = startReaders();
        awaitState(started, ACR122U, State.READY);

        pcscd.freeze();
        awaitState(started, ACR122U, State.STUCK);
        pcscd.thaw();
        awaitState(started, ACR122U, State.READY);
        reader.insert(VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(card(FELICA, "0139000000000001", "felica-idm", "acs-acr122u"));
    }

    @Test
    void serviceThatComesLateIsFound() {
        VirtualReader reader = pcscd.reader(ACR122U);
        Readers started = startReaders();
        awaitState(started, "PC/SC", State.NO_SERVICE);

        pcscd.start();
        awaitState(started, ACR122U, State.READY);
        reader.insert(VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).hasSize(1);
        assertThat(started.status()).noneMatch(status -> status.name().equals("PC/SC"));
    }

    @Test
    void readerThatWasUnpluggedAndComesBackElsewhereIsUsedAgain() {
        pcscd.reader(ACR122U);
        pcscd.start();
        Readers started = startReaders();
        awaitState(started, ACR122U, State.READY);

        pcscd.stop().unplugAll().reader(SONY);
        pcscd.start();
        awaitState(started, ACR122U, State.GONE);
        awaitState(started, SONY, State.READY);

        pcscd.stop().unplugAll().reader("Some other thing");
        VirtualReader back = pcscd.reader(ACR122U);
        pcscd.start();
        awaitState(started, ACR122U, State.READY);
        back.insert(VirtualCard.felica("0139000000000001"));

        assertThat(scans.atLeast(1)).containsExactly(card(FELICA, "0139000000000001", "felica-idm", "acs-acr122u"));
    }

    @Test
    void cardPulledWhileItIsReadIsToldAndTheNextTouchWorks() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        startReaders();

        reader.insert(VirtualCard.felica("0139000000000001").pulledAt(1));
        assertThat(scans.atLeast(1)).containsExactly(new Scan.Unidentified(Why.UNREADABLE, "acs-acr122u"));

        reader.insert(VirtualCard.felica("0139000000000001"));
        assertThat(scans.atLeast(2)).last().isEqualTo(card(FELICA, "0139000000000001", "felica-idm", "acs-acr122u"));
    }

    @Test
    void unknownReaderIsUsedByTheFallbackAndSamSlotIsLeftAlone() {
        VirtualReader sam = pcscd.reader("ACS ACR1252 Dual Reader [ACR1252 Dual Reader SAM]");
        List<VirtualReader> dual = pcscd.slots("ACS ACR1281 1S Dual Reader");
        VirtualReader unknown = pcscd.reader("Frobnicator Deluxe");
        pcscd.start();
        Readers started = startReaders();
        awaitState(started, "Frobnicator", State.READY);
        List<String> commands = new CopyOnWriteArrayList<>();

        sam.insert(VirtualCard.felica("0139000000000001").noting(commands));
        dual.get(0).insert(VirtualCard.felica("0139000000000002").noting(commands));
        dual.get(1).insert(VirtualCard.felica("0139000000000003"));
        scans.atLeast(1);
        unknown.insert(VirtualCard.felica("0139000000000004"));

        assertThat(scans.atLeast(2))
                .containsExactly(
                        card(FELICA, "0139000000000003", "felica-idm", "acs-acr1281u-c1"),
                        card(FELICA, "0139000000000004", "felica-idm", "generic-pcsc"));
        assertThat(commands).isEmpty();
    }

    @Test
    void cardThatStaysIsOneScanAndASwappedCardIsAnother() {
        VirtualReader reader = pcscd.reader(ACR122U);
        pcscd.start();
        startReaders();
        List<String> commands = new CopyOnWriteArrayList<>();

        reader.insert(VirtualCard.felica("0139000000000001").noting(commands));
        await().atMost(Duration.ofSeconds(20)).until(() -> commands.size() > 12);
        reader.insert(VirtualCard.felica("0139000000000002"));

        assertThat(scans.atLeast(2))
                .containsExactly(
                        card(FELICA, "0139000000000001", "felica-idm", "acs-acr122u"),
                        card(FELICA, "0139000000000002", "felica-idm", "acs-acr122u"));
    }
}
