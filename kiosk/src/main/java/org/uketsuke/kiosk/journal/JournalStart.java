package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.JournalEvent;

/** What happens before a journal takes its first entry of a run: the folder is locked, the file found or made, checked. */
final class JournalStart {
    private static final Logger LOG = LoggerFactory.getLogger(JournalStart.class);
    private static final int ID_BYTES = 16;

    /** What the journal says when the room that was kept for a full disk had to be given up. */
    static final JournalEvent.Fault BALLAST_FREED =
            new JournalEvent.Fault("disk-full", "the disk took no more; the ballast was freed");

    private final JournalSettings settings;
    private final SecureRandom random;

    JournalStart(JournalSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * A checked journal.
     *
     * @param reader open on its file
     * @param faults what has to be told in it
     */
    record Found(JournalReader reader, List<JournalEvent.Fault> faults) {}

    /** Keeps other processes away from the data folder until the channel is closed. */
    FileChannel lock() {
        Path folder = settings.dataFolder();
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw new JournalInUse(folder);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder " + folder + " cannot be written; check its permissions", e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The lock of the journal cannot be released: {}", e.toString());
        }
    }

    /**
     * Finds or makes the journal in use, and checks it whole before anything is written to it. Even reading takes a little
     * room (SQLite's shared memory file): on a full disk the ballast gives it.
     */
    Found find(Ballast ballast) throws JournalDamaged {
        try {
            return findOnce();
        } catch (UncheckedIOException e) {
            if (!ballast.free()) {
                throw e;
            }
            LOG.error("The ballast was freed to open the journal. Make room on {}", settings.dataFolder());
            Found found = findOnce();
            found.faults().add(BALLAST_FREED);
            return found;
        }
    }

    private Found findOnce() throws JournalDamaged {
        try {
            JournalFiles files = new JournalFiles(settings);
            List<JournalEvent.Fault> faults = new ArrayList<>();
            if (!files.settle()) {
                faults.addAll(files.lost());
                files.createFirst(newId(random));
            }
            JournalReader reader = JournalReader.openFile(settings.file());
            faults.addAll(check(reader));
            return new Found(reader, faults);
        } catch (IOException | SQLException e) {
            throw new UncheckedIOException(
                    "No journal can be begun in " + settings.dataFolder() + ": " + e.getMessage()
                            + ". Check its disk and permissions, and make room if it is full",
                    new IOException(e));
        }
    }

    private List<JournalEvent.Fault> check(JournalReader reader) throws JournalDamaged {
        JournalCheck check = new JournalCheck(reader);
        List<String> differences = new ArrayList<>(reader.quickCheck());
        differences.addAll(check.chain());
        if (!differences.isEmpty()) {
            reader.close();
            throw new JournalDamaged(settings.file(), "The journal is damaged: " + differences.get(0), null);
        }
        return check.headLogs(settings.headLogFolders()).stream()
                .map(JournalCheck.Shortfall::fault)
                .toList();
    }

    static String newId(SecureRandom random) {
        return randomHex(random, ID_BYTES);
    }

    static String randomHex(SecureRandom random, int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
