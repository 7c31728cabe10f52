package org.uketsuke.kiosk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;

/**
 * What is to be done when a data folder is enrolled a second time. To the server it is another kiosk then, and no kiosk may
 * send or export another's journal: so a new one begins that carries everything over.
 */
public final class Handover {
    private static final long NO_BALLAST = 0;

    private Handover() {}

    /**
     * Lets the journal of a folder, if it has one, go on as that of the kiosk enrolled just now.
     *
     * @param software version, for the journal
     * @throws JournalDamaged if the journal cannot be trusted; it was left as it is
     */
    public static void toNewEnrolment(
            Path dataFolder, String software, Clock clock, LongSupplier nanoTime, SecureRandom random)
            throws JournalDamaged {
        if (!Files.exists(JournalSettings.file(dataFolder))) {
            return;
        }
        String machine = MachineId.read(System.getProperty("os.name"));
        JournalSettings settings = new JournalSettings(dataFolder, List.of(), machine, software, NO_BALLAST);
        try (Journal journal = Journal.open(settings, clock, nanoTime, random)) {
            journal.startAnew(0);
        }
    }
}
