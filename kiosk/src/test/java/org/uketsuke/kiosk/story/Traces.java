package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks through every byte of a folder for what must not be there (SEC-20: names, raw card ids). */
final class Traces {
    private Traces() {}

    /** Fails and names file and secret if a name, in UTF-8 or UTF-16, stands anywhere below the folder. */
    static void assertNoName(Path folder, String... names) {
        for (String name : names) {
            assertAbsent(folder, name, name.getBytes(StandardCharsets.UTF_8));
            assertAbsent(folder, name, name.getBytes(StandardCharsets.UTF_16LE));
            assertAbsent(folder, name, name.getBytes(StandardCharsets.UTF_16BE));
        }
    }

    /** Fails if a card's id stands there as bytes, reversed bytes, or hex digits in either case. */
    static void assertNoCardId(Path folder, String... hexIds) {
        for (String hex : hexIds) {
            byte[] raw = HexFormat.of().parseHex(hex);
            byte[] reversed = new byte[raw.length];
            for (int i = 0; i < raw.length; i++) {
                reversed[i] = raw[raw.length - 1 - i];
            }
            assertAbsent(folder, hex, raw);
            assertAbsent(folder, hex, reversed);
            assertAbsent(folder, hex, hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
            assertAbsent(folder, hex, hex.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void assertAbsent(Path folder, String what, byte[] secret) {
        for (Path file : files(folder)) {
            assertThat(indexOf(read(file), secret))
                    .as("%s holds %s", file, what)
                    .isEqualTo(-1);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> below = Files.walk(folder)) {
            List<Path> files = below.filter(Files::isRegularFile).toList();
            assertThat(files).as("something to look through").isNotEmpty();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int indexOf(byte[] haystack, byte[] needle) {
        for (int at = 0; at <= haystack.length - needle.length; at++) {
            int i = 0;
            while (i < needle.length && haystack[at + i] == needle[i]) {
                i++;
            }
            if (i == needle.length) {
                return at;
            }
        }
        return -1;
    }
}
