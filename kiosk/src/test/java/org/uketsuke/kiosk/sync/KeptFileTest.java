package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptFileTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsReplacedWholeAndForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("enrolment.json");

        KeptFile.write(file, bytes("first"));
        KeptFile.write(file, bytes("second"));

        assertThat(file).hasContent("second");
        assertThat(names()).containsExactly("enrolment.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws Exception {
        Path inTheWay = folder.resolve("enrolment.json");
        Files.createDirectories(inTheWay.resolve("not empty"));

        assertThatThrownBy(() -> KeptFile.write(inTheWay, bytes("text"))).isInstanceOf(IOException.class);

        assertThat(names()).containsExactly("enrolment.json");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
