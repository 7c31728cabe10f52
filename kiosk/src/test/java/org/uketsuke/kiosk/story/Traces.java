package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Looks through every byte of a folder for what must not be there (SEC-20: names, raw card ids): as text in UTF-8, UTF-16 and
 * Shift_JIS, as bytes in either order, and all of that in hex and in Base64 at any place of a longer text.
 */
final class Traces {
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-31j"));

    /** Of fewer bytes than this a chance hit in random bytes is not rare enough. */
    private static final int BYTES_MIN = 6;

    private static final int PREFIXES = 1 << 16;

    private final List<Trace> traces = new ArrayList<>();

    private record Trace(String what, byte[] bytes) {}

    /** Fails and names file and secret if a name stands anywhere below the folder. */
    static void assertNoName(Path folder, String... names) {
        Traces traces = new Traces();
        Stream.of(names).forEach(traces::name);
        traces.assertAbsent(folder);
    }

    /** Fails if a card's id stands there. */
    static void assertNoCardId(Path folder, String... hexIds) {
        Traces traces = new Traces();
        Stream.of(hexIds).forEach(traces::cardId);
        traces.assertAbsent(folder);
    }

    /** Fails if a secret's text stands there. */
    static void assertNoText(Path folder, String... texts) {
        assertNoName(folder, texts);
    }

    private void name(String name) {
        for (Charset charset : CHARSETS) {
            if (charset.newEncoder().canEncode(name)) {
                everyForm(name + " in " + charset, name.getBytes(charset));
            }
        }
    }

    private void cardId(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        byte[] reversed = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            reversed[i] = raw[raw.length - 1 - i];
        }
        add(hex, raw);
        add(hex + " reversed", reversed);
        everyForm(hex, hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        everyForm(hex, hex.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        add(hex + " in base64", base64(raw, 0));
    }

    private void everyForm(String what, byte[] bytes) {
        add(what, bytes);
        String hex = HexFormat.of().formatHex(bytes);
        add(what + " in hex", hex.getBytes(StandardCharsets.US_ASCII));
        add(what + " in hex", hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (int offset = 0; offset < 3; offset++) {
            byte[] inner = base64(bytes, offset);
            add(what + " in base64", inner);
            add(what + " in base64url", urlSafe(inner));
        }
    }

    /** The letters that stand for these bytes alone, when so many other bytes came before, modulo three. */
    private static byte[] base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        byte[] letters = Base64.getEncoder().withoutPadding().encode(shifted);
        int from = (offset * 8 + 5) / 6;
        return Arrays.copyOfRange(letters, from, shifted.length * 8 / 6);
    }

    private static byte[] urlSafe(byte[] letters) {
        return new String(letters, StandardCharsets.US_ASCII)
                .replace('+', '-')
                .replace('/', '_')
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void add(String what, byte[] bytes) {
        if (bytes.length >= BYTES_MIN) {
            traces.add(new Trace(what, bytes));
        }
    }

    /** One pass over every file: the first two bytes tell which traces can begin at a place. */
    private void assertAbsent(Path folder) {
        List<List<Trace>> byPrefix = new ArrayList<>(PREFIXES);
        for (int i = 0; i < PREFIXES; i++) {
            byPrefix.add(List.of());
        }
        for (Trace trace : traces) {
            int prefix = prefix(trace.bytes(), 0);
            byPrefix.set(
                    prefix,
                    Stream.concat(byPrefix.get(prefix).stream(), Stream.of(trace))
                            .toList());
        }
        List<String> found = new ArrayList<>();
        for (Path file : files(folder)) {
            byte[] content = read(file);
            for (int at = 0; at + 1 < content.length; at++) {
                for (Trace trace : byPrefix.get(prefix(content, at))) {
                    if (standsAt(content, at, trace.bytes())) {
                        found.add("%s holds %s at %d".formatted(file, trace.what(), at));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static int prefix(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private static boolean standsAt(byte[] content, int at, byte[] bytes) {
        return at + bytes.length <= content.length
                && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length);
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
}
