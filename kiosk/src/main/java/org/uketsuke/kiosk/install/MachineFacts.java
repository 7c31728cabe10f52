package org.uketsuke.kiosk.install;

import java.nio.file.Path;

/**
 * What the files of an installation depend on.
 *
 * @param java the Java that runs the kiosk, as the machine will see it
 * @param jar the kiosk's own jar, to be copied
 * @param data data folder
 * @param port port of the screen
 */
public record MachineFacts(Path java, Path jar, Path data, int port) {
    /** The page's origin. */
    String origin() {
        return "http://127.0.0.1:" + port;
    }
}
