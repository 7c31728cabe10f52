package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

final class StaffCodeTest {
    private final StaffCode code = StaffCode.make(new SecureRandom());

    @Test
    void aScannerReadsItInEitherCaseOfLetters() {
        assertThat(StaffCode.read(code.text() + "\n")).contains(code);
        assertThat(StaffCode.read(code.text().toLowerCase(Locale.ROOT))).contains(code);
    }

    @Test
    void otherCodesAreNoStaffCodes() {
        assertThat(StaffCode.read("UKP1" + code.text().substring(4))).isEmpty();
        assertThat(StaffCode.read(code.text() + "A")).isEmpty();
        assertThat(StaffCode.read("")).isEmpty();
    }

    @Test
    void rostersHoldAHashThatNeverReachesALogInClear() {
        assertThat(code.hash()).matches("[0-9a-f]{64}").doesNotContain(code.text());
        assertThat(code).hasToString("StaffCode[hidden]");
        assertThat(StaffCode.make(new SecureRandom()).hash()).isNotEqualTo(code.hash());
    }
}
