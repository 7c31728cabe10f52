package org.uketsuke.kiosk.install;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options of the Java machine with which a booth runs, as measured by {@code kiosk bench start}. */
public final class JavaOptions {
    private JavaOptions() {}

    /** Heap and collector: one option each. */
    public static List<String> measured() {
        return Resources.text("kiosk.java-options")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Options that start from an archive of loaded classes; where it is missing or of another build, Java goes without. */
    public static List<String> with(List<String> options, Path classArchive) {
        return Stream.concat(options.stream(), Stream.of("-XX:SharedArchiveFile=" + classArchive, "-Xshare:auto"))
                .toList();
    }

    /** Options with which a run writes that archive when it ends. */
    public static List<String> writing(Path classArchive) {
        return Stream.concat(
                        measured().stream(), Stream.of("-XX:ArchiveClassesAtExit=" + classArchive, "-Xlog:disable"))
                .toList();
    }
}
