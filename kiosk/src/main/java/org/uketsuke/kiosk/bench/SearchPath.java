package org.uketsuke.kiosk.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds programs of this machine as a shell does. */
public final class SearchPath {
    private SearchPath() {}

    /**
     * The first of these programs that can be run.
     *
     * @param path the environment variable {@code PATH}; empty finds nothing
     * @param names in order of preference
     */
    public static Optional<Path> find(String path, List<String> names) {
        List<Path> folders = Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
