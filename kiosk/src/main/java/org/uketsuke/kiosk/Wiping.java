package org.uketsuke.kiosk;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.journal.ExportFile;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.JournalSending;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.JournalEvent;

/** Wipes the roster of a kiosk that does not run, after settlement, and tells the server through the journal. */
public final class Wiping {
    private static final Logger LOG = LoggerFactory.getLogger(Wiping.class);
    private static final String BY_COMMAND = "command";
    private static final long NO_BALLAST = 0;

    private final Path dataFolder;
    private final Enrolment enrolment;
    private final String software;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final Duration patience;

    /**
     * For one data folder.
     *
     * @param software version, for the journal
     * @param patience how long to wait for the server, each time
     */
    public Wiping(
            Path dataFolder,
            Enrolment enrolment,
            String software,
            Clock clock,
            LongSupplier nanoTime,
            SecureRandom random,
            Duration patience) {
        this.dataFolder = dataFolder;
        this.enrolment = enrolment;
        this.software = software;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
        this.patience = patience;
    }

    /** What came of it. */
    public sealed interface Result {
        /**
         * Roster and keys are gone, and the journal says so.
         *
         * @param gone what was destroyed
         * @param told whether the server knows already
         */
        record Wiped(List<String> gone, boolean told) implements Result {}

        /**
         * Nothing was destroyed, for the server does not have everything.
         *
         * @param why plain words
         */
        record Refused(String why) implements Result {}
    }

    /**
     * Wipes.
     *
     * @param export a file that {@code kiosk export} wrote, which holds the whole journal; where the server cannot be reached
     * @throws JournalDamaged if the journal cannot be trusted; nothing was destroyed
     * @throws org.uketsuke.kiosk.journal.JournalInUse if a kiosk runs there: its desk wipes, too
     * @throws NotRecorded if everything is destroyed, yet the journal takes nothing now; wipe again
     * @throws UncheckedIOException if something could not be destroyed; wipe again
     */
    public Result run(Optional<Path> export) throws JournalDamaged, NotRecorded {
        JournalSettings settings = new JournalSettings(
                dataFolder, List.of(), MachineId.read(System.getProperty("os.name")), software, NO_BALLAST);
        try (Journal journal = Journal.open(settings, clock, nanoTime, random);
                JournalSending sending = JournalSending.start(
                        enrolment, KioskKey.enrolled(dataFolder), journal, clock, nanoTime, random)) {
            Optional<String> exported = Optional.empty();
            if (!sending.awaitAll(patience)) {
                if (export.isEmpty()) {
                    return new Result.Refused("The server does not have everything yet, or cannot be reached. Connect"
                            + " the network, or export first and name the file with --even-unsent.");
                }
                exported = ExportFile.wholeOf(export.get(), journal.id(), journal.head());
                if (exported.isEmpty()) {
                    return new Result.Refused(export.get() + " does not hold the whole journal as it is now. Make it"
                            + " anew with 'kiosk export'.");
                }
            }
            BoothRoster roster = new BoothRoster(dataFolder, enrolment, random, fault -> LOG.warn("{}", fault));
            JournalEvent.Wiped wiped = roster.wipe(BY_COMMAND, exported);
            journal.append(wiped);
            journal.seal();
            return new Result.Wiped(wiped.gone(), sending.awaitAll(patience));
        }
    }
}
