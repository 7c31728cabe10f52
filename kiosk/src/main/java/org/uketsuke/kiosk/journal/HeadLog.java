package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a journal got, kept outside of it: lines of {@code seq hash} in {@code head-<journal id>.log}. A hash chain
 * cannot see that its tail was cut off (a flipped bit in a WAL does that silently); this can. Not synced: it may lag, it
 * is never ahead. Used by one thread at a time.
 */
final class HeadLog {
    private static final Logger LOG = LoggerFactory.getLogger(HeadLog.class);
    private static final Pattern NAME = Pattern.compile("head-([0-9a-f]{32})\\.log");
    private static final Pattern LINE = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})");
    private static final long FILE_BYTES_MAX = 1 << 20;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean failing;

    HeadLog(Path folder, String journalId) {
        this.file = folder.resolve("head-" + journalId + ".log");
    }

    Path file() {
        return file;
    }

    /** Ids of the journals that left a head log in a folder. */
    static List<String> journalsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> NAME.matcher(path.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .sorted()
                    .toList();
        }
    }

    /** The heads noted so far, oldest first; a line that was cut off while being written is passed over. */
    List<Head> read() throws IOException {
        List<Head> heads = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    heads.add(new Head(Long.parseLong(matcher.group(1)), matcher.group(2)));
                }
            }
        }
        return heads;
    }

    /** The furthest head noted. */
    Optional<Head> furthest() throws IOException {
        return read().stream().reduce((one, other) -> other.seq() >= one.seq() ? other : one);
    }

    /** Notes a head. A medium that was pulled out is tried again with the next one. */
    void note(Head head) {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                channel = open;
            }
            write(open, head);
            failing = false;
            if (open.size() > FILE_BYTES_MAX) {
                restart(head);
            }
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("The head log {} cannot be written: {}", file, e.toString());
            }
            failing = true;
            close();
        }
    }

    /** Begins the file anew with one head, replacing it in one step. */
    void restart(Head head) {
        close();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(fresh, line(head), StandardCharsets.ISO_8859_1);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("The head log {} cannot be begun anew: {}", file, e.toString());
        }
    }

    void close() {
        try {
            FileChannel open = channel;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("The head log {} cannot be closed: {}", file, e.toString());
        }
        channel = null;
    }

    private static void write(FileChannel open, Head head) throws IOException {
        ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(line(head));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
    }

    private static String line(Head head) {
        return head.seq() + " " + head.hashHex() + "\n";
    }
}
