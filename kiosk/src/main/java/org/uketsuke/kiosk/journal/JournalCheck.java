package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.MalformedMessage;

/** Recomputes a journal and compares it with what was noted outside of it. */
final class JournalCheck {
    /** Code of the fault entry that tells of a journal that lost its end or was exchanged. */
    static final String FAULT_SHORT = "journal-short";

    /** Code of the fault entry that tells of a journal whose file is gone. */
    static final String FAULT_LOST = "journal-lost";

    private final JournalReader reader;

    JournalCheck(JournalReader reader) {
        this.reader = reader;
    }

    /** What a head log knows and the journal does not bear out. */
    record Shortfall(Path headLog, Head noted, Head journal, boolean missing) {
        String words() {
            String what = missing
                    ? "the journal ends at %d: what followed is lost here".formatted(journal.seq())
                    : "the journal holds another entry there: it was exchanged or altered";
            return "%s noted entry %d with hash %s, but %s".formatted(headLog, noted.seq(), noted.hashHex(), what);
        }

        JournalEvent.Fault fault() {
            return new JournalEvent.Fault(
                    FAULT_SHORT,
                    "head log: seq %d hash %s; journal: seq %d hash %s"
                            .formatted(noted.seq(), noted.hashHex(), journal.seq(), journal.hashHex()));
        }
    }

    /** Every break of numbering, chain or form. An altered entry is named once, not everything that follows it. */
    List<String> chain() {
        List<String> differences = new ArrayList<>();
        Head[] previous = {Head.beginning(reader.id())};
        try {
            reader.forEachLine(0, line -> {
                compare(previous[0], line, differences);
                previous[0] = new Head(line.seq(), line.hashHex());
            });
        } catch (UncheckedIOException e) {
            differences.add("after entry %d: %s".formatted(previous[0].seq(), e.getMessage()));
        }
        return differences;
    }

    private static void compare(Head previous, Line line, List<String> differences) {
        if (line.seq() != previous.seq() + 1) {
            differences.add("entry %d follows entry %d".formatted(line.seq(), previous.seq()));
        }
        byte[] next = JournalChain.next(HexFormat.of().parseHex(previous.hashHex()), line.text());
        if (!HexFormat.of().formatHex(next).equals(line.hashHex())) {
            differences.add("entry %d does not fit the hash chain: it or its hash was altered".formatted(line.seq()));
        }
        readable(line).ifPresent(differences::add);
    }

    private static Optional<String> readable(Line line) {
        try {
            JournalEntry entry = JournalReader.entryOf(line);
            return entry.seq() == line.seq()
                    ? Optional.empty()
                    : Optional.of("entry %d says of itself to be %d".formatted(line.seq(), entry.seq()));
        } catch (MalformedMessage e) {
            return Optional.of("entry %d cannot be read: %s".formatted(line.seq(), e.getMessage()));
        }
    }

    /** The worst difference to each head log there is. */
    List<Shortfall> headLogs(List<Path> folders) {
        Set<Path> all = new TreeSet<>(folders);
        Path own = reader.file().getParent();
        if (own != null) {
            all.add(own);
        }
        List<Shortfall> shortfalls = new ArrayList<>();
        for (Path folder : all) {
            compare(new HeadLog(folder, reader.id())).ifPresent(shortfalls::add);
        }
        return shortfalls;
    }

    private Optional<Shortfall> compare(HeadLog log) {
        try {
            Head journal = reader.head();
            Optional<Head> furthest = log.furthest();
            if (furthest.isPresent() && furthest.get().seq() > journal.seq()) {
                return Optional.of(new Shortfall(log.file(), furthest.get(), journal, true));
            }
            return log.read().stream()
                    .filter(noted -> !reader.hashAt(noted.seq()).equals(Optional.of(noted.hashHex())))
                    .findFirst()
                    .map(noted -> new Shortfall(log.file(), noted, journal, false));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Losses that the journal itself tells of: they were reported when they were found and stay on record. */
    List<String> noted() {
        List<String> differences = new ArrayList<>();
        try {
            reader.forEach(0, entry -> {
                if (entry.event() instanceof JournalEvent.Fault fault
                        && (fault.code().equals(FAULT_SHORT) || fault.code().equals(FAULT_LOST))) {
                    differences.add("entry %d reports %s: %s".formatted(entry.seq(), fault.code(), fault.detail()));
                }
            });
        } catch (MalformedMessage | UncheckedIOException e) {
            return differences;
        }
        return differences;
    }
}
