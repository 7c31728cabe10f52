package org.uketsuke.kiosk;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Programs and files of the machine that some tests need: pcscd with its virtual reader, strace, Chromium, a Japanese font, a screen
 * without a monitor. Plain
 * {@code mvn verify} skips such tests by name; {@code .ci/test} installs the peers and lets nothing be skipped.
 */
public final class Peers {
    private Peers() {}

    /** Skips the test when a file is missing, or fails it where peers are required. */
    public static void need(String what, Path... files) {
        Path missing = Arrays.stream(files)
                .filter(file -> !Files.exists(file))
                .findFirst()
                .orElse(null);
        if (missing != null) {
            without(what + " (" + missing + " is missing); 'bash .ci/test' installs it");
        }
    }

    /** Skips the test for what this machine does not have or allow, or fails it where peers are required. */
    public static void without(String what) {
        without(what, Boolean.getBoolean("uketsuke.requirePeers"));
    }

    static void without(String what, boolean required) {
        String message = "Skipped: needs " + what;
        if (required) {
            throw new AssertionError(message);
        }
        abort(message);
    }

    /** pcscd and the virtual reader driver. */
    public static void needVirtualReader() {
        need(
                "pcscd with vsmartcard-vpcd",
                Path.of("/usr/sbin/pcscd"),
                Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so"));
    }

    /** A C compiler and the header files of pcsc-lite, for the test driver with immediate events. */
    public static void needCompiler() {
        need("gcc with libpcsclite-dev", Path.of("/usr/bin/gcc"), Path.of("/usr/include/PCSC/ifdhandler.h"));
    }

    /** strace, which tells what a process asks the system to do. */
    public static void needTracer() {
        need("strace", Path.of("/usr/bin/strace"));
    }

    /** Chromium and its driver, and a font with Japanese letters. */
    public static void needBrowser() {
        need("Chromium", Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromedriver"));
        need("a Japanese font", Path.of("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"));
    }

    /** Chromium in a window: a screen without a monitor, and a program that presses keys on it. */
    public static void needWindows() {
        needBrowser();
        need("xvfb and xdotool", Path.of("/usr/bin/Xvfb"), Path.of("/usr/bin/xdotool"));
    }
}
