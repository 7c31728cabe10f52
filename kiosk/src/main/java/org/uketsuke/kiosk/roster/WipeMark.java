package org.uketsuke.kiosk.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Says beside the journal that the roster of a meeting was wiped here, so that no later start takes it in again. */
final class WipeMark {
    private static final String FILE_NAME = "roster.wiped";

    private final Path file;
    private final String meeting;
    private volatile boolean there;

    WipeMark(Path folder, String meeting) {
        this.file = folder.resolve(FILE_NAME);
        this.meeting = meeting;
        this.there = isOnDisk();
    }

    private boolean isOnDisk() {
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(meeting);
        } catch (IOException e) {
            return true;
        }
    }

    boolean isThere() {
        return there;
    }

    void put() {
        there = true;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(meeting.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("It cannot be kept that the roster was wiped; make room and wipe again", e);
        }
    }
}
