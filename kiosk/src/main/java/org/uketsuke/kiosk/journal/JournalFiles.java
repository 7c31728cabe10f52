package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.JournalEvent;

/**
 * Which journal file is the one in use. A new one is built as {@code journal.db.part}, becomes {@code journal.db.next}
 * when complete, and only then takes the place of the old one, which is kept as {@code journal-<id>.db}. Whatever moment
 * the power goes, one complete journal is found.
 */
final class JournalFiles {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFiles.class);

    private final JournalSettings settings;
    private final Path file;
    private final Path part;
    private final Path next;

    JournalFiles(JournalSettings settings) {
        this.settings = settings;
        this.file = settings.file();
        this.part = file.resolveSibling(file.getFileName() + ".part");
        this.next = file.resolveSibling(file.getFileName() + ".next");
    }

    /** Brings an interrupted change to its end; true if a journal is there now. */
    boolean settle() throws IOException {
        discardPart();
        if (Files.exists(file)) {
            Files.deleteIfExists(next);
            return true;
        }
        if (Files.exists(next)) {
            putInPlace();
            return true;
        }
        return false;
    }

    /** Gives back the room of what {@link #beginNext} began; if that fails, the next start does. */
    void abandonNext() {
        try {
            discardPart();
        } catch (IOException e) {
            LOG.warn("What was begun of a new journal cannot be deleted yet: {}", e.toString());
        }
    }

    private void discardPart() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(beside(part, suffix));
        }
    }

    /** Makes the first journal of this folder. */
    void createFirst(String journalId) throws IOException, SQLException {
        JournalStore.create(part, journalId, settings.machineId());
        complete();
        putInPlace();
    }

    /** Begins the journal that is to follow, apart from the one in use. */
    void beginNext(String journalId, List<JournalStore.Row> rows) throws IOException, SQLException {
        discardPart();
        JournalStore.create(part, journalId, settings.machineId());
        addToNext(rows);
    }

    /** Adds to what {@link #beginNext} began. */
    void addToNext(List<JournalStore.Row> rows) throws IOException, SQLException {
        try (JournalStore store = JournalStore.open(part)) {
            store.appendAll(rows);
        }
        JournalStore.requireWhole(part);
    }

    /**
     * Reads what {@link #beginNext} began as a start would, before it takes the place of a good journal.
     *
     * @param end where it must end
     * @throws IOException if it cannot be read, or ends elsewhere
     */
    void checkNext(String journalId, Head end) throws IOException {
        try (JournalReader reader = JournalReader.openFile(part)) {
            if (!reader.id().equals(journalId) || !reader.head().equals(end)) {
                throw new IOException(part + " ends at " + reader.head() + ", not at " + end);
            }
        } catch (JournalDamaged | UncheckedIOException e) {
            throw new IOException(part + " cannot be read back", e);
        }
    }

    /** Keeps the journal in use aside and puts the next one in its place. Nobody may have either open. */
    void exchange(String oldId) throws IOException, SQLException {
        complete();
        JournalStore.open(file).close();
        JournalStore.requireWhole(file);
        Files.move(file, settings.kept(oldId), StandardCopyOption.ATOMIC_MOVE);
        putInPlace();
    }

    private void complete() throws IOException {
        Files.move(part, next, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        JournalStore.syncFolder(settings.dataFolder());
    }

    /** A WAL that lost its journal must not be played into another one; it is kept under another name. */
    private void putInPlace() throws IOException {
        Path orphan = beside(file, "-wal");
        if (Files.exists(orphan) && Files.size(orphan) > 0) {
            int number = 1;
            while (Files.exists(beside(file, "-wal.found" + number))) {
                number++;
            }
            Files.move(orphan, beside(file, "-wal.found" + number), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(beside(file, "-shm"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        JournalStore.syncFolder(settings.dataFolder());
    }

    /** Journals that left a head log here, but no file: a person moved it away, or the disk lost it. */
    List<JournalEvent.Fault> lost() throws IOException {
        List<JournalEvent.Fault> faults = new ArrayList<>();
        for (String id : HeadLog.journalsIn(settings.dataFolder())) {
            if (!Files.exists(settings.kept(id))) {
                new HeadLog(settings.dataFolder(), id)
                        .furthest()
                        .ifPresent(head -> faults.add(new JournalEvent.Fault(
                                JournalCheck.FAULT_LOST,
                                "journal %s had reached seq %d hash %s; its file is not here"
                                        .formatted(id, head.seq(), head.hashHex()))));
            }
        }
        return faults;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
