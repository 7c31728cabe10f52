package org.uketsuke.kiosk.rig;

import java.nio.file.Path;

/**
 * A virtual reader that tells pcscd of a card at once, and whose own firmware (light, buzzer) can be played as well.
 *
 * @param field where cards are held
 * @param firmware what answers commands for the reader itself: a {@link VirtualCard} put in here
 */
public record ImmediateReader(VirtualReader field, VirtualReader firmware) {
    /** Compiles the driver; skips the test where there is no compiler. */
    static Path compileDriver(Path folder) {
        return SharedObject.compile("/rig/immediate-reader.c", folder, "-I/usr/include/PCSC", "-lpthread");
    }
}
