package org.uketsuke.kiosk.journal;

import java.nio.file.Path;

/** Another process writes to this journal. */
public final class JournalInUse extends RuntimeException {
    JournalInUse(Path folder) {
        super("A kiosk already runs on " + folder + ". Stop it first, or give this one a data folder of its own");
    }
}
