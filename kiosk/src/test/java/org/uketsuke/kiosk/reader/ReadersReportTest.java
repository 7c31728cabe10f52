package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.reader.ReadersReport.Report;

/** What {@code kiosk readers} prints. */
class ReadersReportTest {
    private final PlayedCards cards = new PlayedCards();

    private Report report(Platform platform) {
        return ReadersReport.of(HardwareProfiles.load(platform, Optional.empty()), cards);
    }

    @Test
    void eachReaderIsNamedWithItsProfileAndWhy() {
        cards.plugIn("ACS ACR122U PICC Interface 00 00");

        Report report = report(Platform.LINUX);

        assertThat(report.usable()).isTrue();
        assertThat(report.text())
                .contains("PC/SC answers. Readers plugged in: 1")
                .contains("ACS ACR122U PICC Interface 00 00\n  used with profile acs-acr122u (ACS ACR122U, built in)")
                .contains("because the name fits linux 'ACS ACR122U( PICC Interface)?")
                .contains("'blacklist pn533_usb', 'blacklist pn533', 'blacklist nfc'");
    }

    @Test
    void slotThatIsLeftAloneIsNamedWithTheReason() {
        cards.plugIn("ACS ACR1252 1S CL Reader SAM 0");

        Report report = report(Platform.WINDOWS);

        assertThat(report.usable()).isFalse();
        assertThat(report.text())
                .contains("not used: profile acs-acr1252u leaves it alone")
                .contains("because it is not a slot for members' cards")
                .doesNotContain("blacklist");
    }

    @Test
    void buzzerThatNeedsASettingIsToldOnLinuxOnly() {
        cards.plugIn("ACS ACR1252 CL Reader 00 00");

        assertThat(report(Platform.LINUX).text()).contains("ifdDriverOptions");
    }

    @Test
    void noReaderIsAnAnswerWithAdvice() {
        Report report = report(Platform.LINUX);

        assertThat(report.usable()).isFalse();
        assertThat(report.text())
                .contains("plugged in: 0")
                .contains("Plug in a reader")
                .contains("lsusb");
    }

    @Test
    void machineWithoutPcscIsToldWhatToInstall() {
        cards.serviceFails(Kind.NOT_INSTALLED);

        assertThat(report(Platform.LINUX).text()).contains("apt-get install pcscd libccid");
        assertThat(report(Platform.WINDOWS).text()).contains("winscard.dll");
        assertThat(report(Platform.MACOS).usable()).isFalse();
    }

    @Test
    void stoppedServiceIsToldHowToStartIt() {
        cards.serviceFails(Kind.NO_SERVICE);

        assertThat(report(Platform.LINUX).text()).contains("systemctl start pcscd.socket");
        assertThat(report(Platform.WINDOWS).text()).contains("'Smart Card'");
        assertThat(report(Platform.MACOS).text()).contains("when a reader is plugged in");
    }
}
