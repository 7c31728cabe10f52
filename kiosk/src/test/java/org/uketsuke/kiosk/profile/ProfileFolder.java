package org.uketsuke.kiosk.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** A folder of profiles beside the kiosk's data, for tests. */
final class ProfileFolder {
    static final String READER = """
            title = "Frobnicator"
            [match]
            linux = ['Frobnicator( \\w+)?']
            [known]
            linux = ["Frobnicator Deluxe 00 00"]
            """;

    static final String CARD = """
            title = "Frobnicated card"
            order = 5
            atr = ["3B 80 80 01 01"]
            [[steps]]
            apdu = "FF CA 00 00 00"
            [identity]
            medium = "iso14443"
            """;

    private final Path folder;

    ProfileFolder(Path folder) {
        this.folder = folder;
    }

    ProfileFolder with(String file, String content) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HardwareProfiles load() {
        return HardwareProfiles.load(Platform.LINUX, Optional.of(folder));
    }

    /** Problems as "file: key: reason", with the file's name alone. */
    List<String> problems() {
        InvalidProfiles invalid = Assertions.catchThrowableOfType(InvalidProfiles.class, this::load);
        Assertions.assertThat(invalid).as("loading must fail").isNotNull();
        return invalid.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
