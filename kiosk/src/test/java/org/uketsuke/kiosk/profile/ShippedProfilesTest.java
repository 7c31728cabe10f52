package org.uketsuke.kiosk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The profiles that the kiosk carries. */
class ShippedProfilesTest {
    private static final Path FOLDER = Path.of("../hardware-profiles");

    @Test
    void indexNamesExactlyTheFilesThatAreThere() throws IOException {
        List<String> files;
        try (Stream<Path> paths = Files.walk(FOLDER, 2)) {
            files = paths.filter(path -> path.toString().endsWith(".toml"))
                    .map(path -> FOLDER.relativize(path).toString())
                    .sorted()
                    .toList();
        }

        List<String> index = Files.readAllLines(FOLDER.resolve("index.txt"));

        assertThat(index).containsExactlyInAnyOrderElementsOf(files).doesNotHaveDuplicates();
    }

    @Test
    void allShippedProfilesAreGood() {
        for (Platform platform : Platform.values()) {
            HardwareProfiles profiles = HardwareProfiles.load(platform, Optional.empty());

            assertThat(profiles.readers()).hasSizeGreaterThan(10);
            assertThat(profiles.cards()).isNotEmpty();
            assertThat(profiles.scanner("keyboard-wedge")).isPresent();
        }
    }
}
