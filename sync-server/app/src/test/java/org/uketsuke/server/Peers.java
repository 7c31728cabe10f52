package org.uketsuke.server;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Programs and files of the machine that some tests need. Plain {@code mvn verify} skips such tests by name; {@code .ci/test}
 * installs the peers and lets nothing be skipped.
 */
public final class Peers {
    private Peers() {}

    /** Chromium and its driver, and a font with Japanese letters. */
    public static void needBrowser() {
        need("Chromium", Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"));
        need("a Japanese font", Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"));
    }

    private static void need(String what, Path... files) {
        Path missing = Arrays.stream(files)
                .filter(file -> !Files.exists(file))
                .findFirst()
                .orElse(null);
        if (missing == null) {
            return;
        }
        String message = "Skipped: needs " + what + " (" + missing + " is missing); 'bash .ci/test' installs it";
        if (Boolean.getBoolean("uketsuke.requirePeers")) {
            throw new AssertionError(message);
        }
        abort(message);
    }
}
