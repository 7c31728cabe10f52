package org.uketsuke.kiosk.journal;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a journal lives and whose it is.
 *
 * @param dataFolder holds {@code journal.db}, a {@code head-<id>.log} and the ballast
 * @param headLogFolders further folders for the head log, best on another medium; may be empty
 * @param machineId what tells this machine from its clones; on another machine a new journal begins
 * @param software kiosk version
 * @param ballastBytes room kept for the day the disk is full; 0 for none
 */
public record JournalSettings(
        Path dataFolder, List<Path> headLogFolders, String machineId, String software, long ballastBytes) {
    /** Usual size of the ballast: room for more than 100,000 further entries. */
    public static final long BALLAST_BYTES = 64L << 20;

    /** With the usual ballast. */
    public JournalSettings(Path dataFolder, List<Path> headLogFolders, String machineId, String software) {
        this(dataFolder, headLogFolders, machineId, software, BALLAST_BYTES);
    }

    /** The journal file in use. */
    Path file() {
        return file(dataFolder);
    }

    /** Where the journal of a data folder is, if there is one. */
    public static Path file(Path dataFolder) {
        return dataFolder.resolve("journal.db");
    }

    /** Where a journal is kept once another has taken its place. */
    Path kept(String journalId) {
        return dataFolder.resolve("journal-" + journalId + ".db");
    }
}
