package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {
    @TempDir
    Path folder;

    @Test
    void itHoldsTheAddressOfThisStartUntilTheEnd() throws IOException {
        Path file = folder.resolve("screen-address");
        Files.writeString(file, "http://127.0.0.1:7070/?key=of-an-earlier-start-that-was-longer");

        try (AddressFile written = AddressFile.write(file, "http://127.0.0.1:7070/?key=1")) {
            assertThat(written).isNotNull();
            assertThat(file).hasContent("http://127.0.0.1:7070/?key=1\n");
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseCanReadIt() throws IOException {
        Path file = folder.resolve("screen-address");
        Files.writeString(file, "readable by all");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        AddressFile.write(file, "http://127.0.0.1:7070/?key=1").close();
        AddressFile.write(file, "http://127.0.0.1:7070/?key=2");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
