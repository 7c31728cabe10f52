package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KioskKeyTest {
    @TempDir
    Path folder;

    @Test
    void theKeyMadeForEnrolmentIsTheKeyOfTheKiosk() {
        KioskKey made = KioskKey.of(folder, new SecureRandom());

        assertThat(KioskKey.of(folder, new SecureRandom()).publicKey()).isEqualTo(made.publicKey());
        assertThat(KioskKey.enrolled(folder).publicKey()).isEqualTo(made.publicKey());
    }

    @Test
    void aLostKeyIsNotReplacedBehindTheServersBack() {
        assertThatThrownBy(() -> KioskKey.enrolled(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is gone")
                .hasMessageContaining("kiosk enrol");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDamagedKeyIsNamedWithWhatToDo() throws Exception {
        Files.write(folder.resolve("kiosk.key"), new byte[7]);

        assertThatThrownBy(() -> KioskKey.enrolled(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("7 bytes instead of 32")
                .hasMessageContaining("kiosk enrol");
    }
}
