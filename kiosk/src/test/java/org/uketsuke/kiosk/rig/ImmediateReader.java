package org.uketsuke.kiosk.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.uketsuke.kiosk.Peers;

/**
 * A virtual reader that tells pcscd of a card at once, and whose own firmware (light, buzzer) can be played as well.
 *
 * @param field where cards are held
 * @param firmware what answers commands for the reader itself: a {@link VirtualCard} put in here
 */
public record ImmediateReader(VirtualReader field, VirtualReader firmware) {
    /** Compiles the driver; skips the test where there is no compiler. */
    static Path compileDriver(Path folder) {
        Peers.needCompiler();
        Path source = folder.resolve("immediate-reader.c");
        Path driver = folder.resolve("libimmediate-reader.so");
        try (InputStream in = ImmediateReader.class.getResourceAsStream("/rig/immediate-reader.c")) {
            if (in == null) {
                throw new IllegalStateException("/rig/immediate-reader.c is not on the class path");
            }
            Files.write(source, in.readAllBytes());
            Process gcc = new ProcessBuilder(
                            "/usr/bin/gcc",
                            "-O2",
                            "-Wall",
                            "-Werror",
                            "-shared",
                            "-fPIC",
                            "-I/usr/include/PCSC",
                            "-o",
                            driver.toString(),
                            source.toString(),
                            "-lpthread")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(gcc.getInputStream().readAllBytes());
            if (gcc.waitFor() != 0) {
                throw new IllegalStateException("The test driver does not compile: " + said);
            }
            return driver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while compiling", e);
        }
    }
}
