package org.uketsuke.kiosk.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files of this feature that travel in the jar. */
final class Resources {
    private Resources() {}

    /** The text of a file below {@code /install}. */
    static String text(String name) {
        try (InputStream in = Resources.class.getResourceAsStream("/install/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The file install/" + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read install/" + name + " of this build", e);
        }
    }
}
