package org.uketsuke.kiosk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;

/**
 * What is to be done when a data folder is enrolled a second time. To the server it is another kiosk then, and no kiosk may
 * send or export another's journal: so a new one begins that carries everything over.
 */
public final class Handover implements AutoCloseable {
    private static final long NO_BALLAST = 0;

    private final Optional<Journal> journal;

    private Handover(Optional<Journal> journal) {
        this.journal = journal;
    }

    /**
     * Takes the journal of a folder, if it has one; to be done before anything of the enrolment is changed.
     *
     * @param software version, for the journal
     * @throws JournalDamaged if the journal cannot be trusted; it was left as it is
     * @throws org.uketsuke.kiosk.journal.JournalInUse if a kiosk is running there, which would go on with the old enrolment
     */
    public static Handover begin(
            Path dataFolder, String software, Clock clock, LongSupplier nanoTime, SecureRandom random)
            throws JournalDamaged {
        if (!Files.exists(JournalSettings.file(dataFolder))) {
            return new Handover(Optional.empty());
        }
        String machine = MachineId.read(System.getProperty("os.name"));
        JournalSettings settings = new JournalSettings(dataFolder, List.of(), machine, software, NO_BALLAST);
        return new Handover(Optional.of(Journal.open(settings, clock, nanoTime, random)));
    }

    /** Lets the journal go on as that of the kiosk enrolled just now. */
    public void toNewEnrolment() {
        journal.ifPresent(old -> old.startAnew(0));
    }

    @Override
    public void close() {
        journal.ifPresent(Journal::close);
    }
}
