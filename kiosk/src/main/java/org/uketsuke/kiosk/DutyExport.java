package org.uketsuke.kiosk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.duty.DutyDesk.Exported;
import org.uketsuke.kiosk.journal.ExportFile;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Signer;

/** Writes what the server lacks into the folder that the booth was given, and remembers the last such file. Thread-safe. */
final class DutyExport {
    private static final Logger LOG = LoggerFactory.getLogger(DutyExport.class);
    private static final int ID_LETTERS = 8;

    private final Optional<Path> folder;
    private final Journal journal;
    private final String kiosk;
    private final Signer signer;
    private Optional<Last> last = Optional.empty();

    DutyExport(Optional<Path> folder, Journal journal, String kiosk, Signer signer) {
        this.folder = folder;
        this.journal = journal;
        this.kiosk = kiosk;
        this.signer = signer;
    }

    private record Last(String journalId, long upTo, String sha256) {}

    /** Where exports go. */
    Optional<String> folder() {
        return folder.map(Path::toString);
    }

    /** The hash of the last export, if it holds a journal up to this entry. */
    synchronized Optional<String> covering(String journalId, long seq) {
        return last.filter(export -> export.journalId().equals(journalId) && export.upTo() >= seq)
                .map(Last::sha256);
    }

    /** Writes what follows an entry; named after the journal and its last entry, so that no export replaces another. */
    synchronized Exported write(long after) {
        if (folder.isEmpty()) {
            return new Exported.NoFolder();
        }
        String name = "uketsuke-%s-%d.json.gz"
                .formatted(journal.id().substring(0, ID_LETTERS), journal.head().seq());
        Path file = folder.get().resolve(name);
        try {
            JournalExport export = journal.export(file, after, kiosk, signer);
            long entries = export.parts().stream()
                    .mapToLong(part -> part.entries().size())
                    .sum();
            String sha256 = ExportFile.sha256(Files.readAllBytes(file));
            last = Optional.of(new Last(export.journal(), upTo(export, after), sha256));
            return new Exported.Written(file.toString(), entries, sha256);
        } catch (IOException | UncheckedIOException e) {
            LOG.error("The export failed: {}", e.getMessage());
            return new Exported.Failed();
        }
    }

    private static long upTo(JournalExport export, long after) {
        if (export.parts().isEmpty()) {
            return after;
        }
        PushRequest end = export.parts().get(export.parts().size() - 1);
        return end.after() + end.entries().size();
    }
}
