package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.BoothKey;

/** A key file is of use or not; neither keeps a booth from starting. */
final class BoothKeyFileTest {
    private final BoothKey key = BoothKey.make(new SecureRandom());

    @TempDir
    Path elsewhere;

    @TempDir
    Path data;

    @Test
    void theTextAsPrintedIsReadWhateverLineEndsFollow() throws Exception {
        Path file = Files.writeString(elsewhere.resolve("key"), key.text().toLowerCase() + "\r\n\n");

        assertThat(BoothKeyFile.read(file, data).orElseThrow().text()).isEqualTo(key.text());
    }

    @Test
    void aFileThatIsMissingEmptyMistypedOrSomethingElseIsNoKey() throws Exception {
        assertThat(BoothKeyFile.read(elsewhere.resolve("none"), data)).isEmpty();
        assertThat(BoothKeyFile.read(elsewhere, data)).isEmpty();
        for (String text : new String[] {"", "UKB1", key.text().substring(1), "x".repeat(100_000)}) {
            Path file = Files.writeString(elsewhere.resolve("key"), text);
            assertThat(BoothKeyFile.read(file, data)).isEmpty();
        }
        Path bytes = Files.write(elsewhere.resolve("key"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThat(BoothKeyFile.read(bytes, data)).isEmpty();
    }

    @Test
    void aKeyInTheDataFolderIsReadAllTheSame() throws Exception {
        Path file = Files.writeString(data.resolve("key"), key.text());

        assertThat(BoothKeyFile.read(file, data)).isPresent();
    }
}
