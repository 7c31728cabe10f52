package org.uketsuke.kiosk.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of an installation.
 *
 * @param path absolute, on the machine that is installed
 * @param content its text; empty for a copy
 * @param copyOf the file that it is a copy of; empty for a text
 * @param executable whether it is a program
 * @param kept whether one that is there already stays as it is: people edit it
 */
record PlannedFile(String path, Optional<String> content, Optional<Path> copyOf, boolean executable, boolean kept) {
    static PlannedFile text(String path, String content) {
        return new PlannedFile(path, Optional.of(content), Optional.empty(), false, false);
    }

    static PlannedFile script(String path, String content) {
        return new PlannedFile(path, Optional.of(content), Optional.empty(), true, false);
    }

    static PlannedFile settings(String path, String content) {
        return new PlannedFile(path, Optional.of(content), Optional.empty(), false, true);
    }

    static PlannedFile copy(String path, Path of) {
        return new PlannedFile(path, Optional.empty(), Optional.of(of), false, false);
    }

    /** Its bytes. */
    byte[] bytes() throws IOException {
        return copyOf.isPresent()
                ? Files.readAllBytes(copyOf.get())
                : content.orElse("").getBytes(StandardCharsets.UTF_8);
    }
}
