package org.uketsuke.kiosk.wedge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Repeats;
import org.uketsuke.kiosk.scan.Scan;

class WedgeReaderTest {
    private static final Scan UNREADABLE = new Scan.Unidentified(Scan.Why.UNREADABLE, "test-scanner");

    private final List<Scan> scans = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    private WedgeReader reader(String prefix, String suffix) {
        return new WedgeReader(
                new ScannerFormat("test-scanner", prefix, suffix),
                scan -> {
                    scans.add(scan);
                    return Feedback.ACCEPT;
                },
                nanos::get);
    }

    @Test
    void prefixAndSuffixOfTheScannerAreTakenOff() {
        assertThat(reader("~", "#").typed("~UKP1ABC#")).isTrue();

        assertThat(scans).containsExactly(new Scan.Text("UKP1ABC", "test-scanner"));
    }

    @Test
    void scannerThatLostItsSettingsStillWorks() {
        assertThat(reader("~", "#").typed("UKP1ABC")).isTrue();

        assertThat(scans).containsExactly(new Scan.Text("UKP1ABC", "test-scanner"));
    }

    @Test
    void passTypedInSmallLettersByAScannerThatMakesUpForACapsLockIsReadAllTheSame() {
        assertThat(reader("", "").typed("ukp1abc234")).isTrue();
        assertThat(reader("", "").typed("jsh-00a1b")).isTrue();

        assertThat(scans)
                .containsExactly(
                        new Scan.Text("UKP1ABC234", "test-scanner"), new Scan.Text("jsh-00a1b", "test-scanner"));
    }

    @Test
    void sameTextIsTheSameScanUntilItWasAwayForThreeSeconds() {
        WedgeReader reader = reader("", "");

        reader.typed("UKP1ABC");
        nanos.addAndGet(Repeats.SAME_SCAN_NANOS - 1);
        reader.typed("UKP1ABC");
        nanos.addAndGet(Repeats.SAME_SCAN_NANOS - 1);
        reader.typed("UKP1ABC");
        assertThat(scans).hasSize(1);

        nanos.addAndGet(Repeats.SAME_SCAN_NANOS);
        reader.typed("UKP1ABC");
        reader.typed("UKP1XYZ");
        assertThat(scans).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "~#", "ABC\u0000DEF", "ABC\nDEF", "ABC\u009bDEF"})
    void whatNoCodeHoldsIsRefused(String typed) {
        assertThat(reader("~", "#").typed(typed)).isFalse();

        assertThat(scans).isEmpty();
    }

    @Test
    void lengthEndsAtTheLimit() {
        assertThat(reader("", "").typed("A".repeat(WedgeReader.TEXT_LENGTH_MAX + 1)))
                .isFalse();
        assertThat(reader("", "").typed("A".repeat(WedgeReader.TEXT_LENGTH_MAX)))
                .isTrue();

        assertThat(scans)
                .containsExactly(UNREADABLE, new Scan.Text("A".repeat(WedgeReader.TEXT_LENGTH_MAX), "test-scanner"));
    }

    @Test
    void whatCannotBeReadIsCountedOnceForAsLongAsItIsHeldOut() {
        WedgeReader reader = reader("", "");

        reader.unreadable();
        nanos.addAndGet(Repeats.SAME_SCAN_NANOS - 1);
        reader.typed("A".repeat(WedgeReader.TEXT_LENGTH_MAX + 1));
        assertThat(scans).containsExactly(UNREADABLE);

        nanos.addAndGet(Repeats.SAME_SCAN_NANOS);
        reader.unreadable();
        assertThat(scans).containsExactly(UNREADABLE, UNREADABLE);
    }
}
