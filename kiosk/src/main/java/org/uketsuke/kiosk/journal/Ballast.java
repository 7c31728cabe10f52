package org.uketsuke.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that only takes room, given up when the disk is full, so that the kiosk can say so and go on for a while. */
final class Ballast {
    private static final Logger LOG = LoggerFactory.getLogger(Ballast.class);
    private static final int BLOCK_BYTES = 1 << 20;

    private final Path file;
    private final long bytes;
    private volatile boolean freed;

    Ballast(Path folder, long bytes) {
        this.file = folder.resolve("ballast");
        this.bytes = bytes;
    }

    /** Gives the room back to the disk; false if there was none. */
    boolean free() {
        try {
            boolean wasThere = Files.deleteIfExists(file);
            freed = freed || wasThere;
            return wasThere;
        } catch (IOException e) {
            LOG.warn("The ballast cannot be freed: {}", e.toString());
            return false;
        }
    }

    /** Whether the room is not there: given back, in this run or one before, and not to be had again since. */
    boolean isFreed() {
        return freed;
    }

    /** Takes the room, if it is not taken and the disk has twice as much to spare. */
    void restore() {
        try {
            boolean there = Files.exists(file) && Files.size(file) == bytes;
            freed = bytes > 0 && !there;
            if (bytes == 0 || there || Files.getFileStore(file.getParent()).getUsableSpace() < 2 * bytes) {
                return;
            }
            fill();
            freed = false;
        } catch (IOException e) {
            LOG.warn("The ballast cannot be restored: {}", e.toString());
            free();
        }
    }

    /** Noise, because a file system may give no room to zeros; synced, so that no tap's fsync has to carry it. */
    private void fill() throws IOException {
        byte[] noise = new byte[(int) Math.min(BLOCK_BYTES, bytes)];
        new SplittableRandom(bytes).nextBytes(noise);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                ByteBuffer block = ByteBuffer.wrap(noise, 0, (int) Math.min(noise.length, left));
                left -= block.remaining();
                while (block.hasRemaining()) {
                    channel.write(block);
                }
            }
            channel.force(false);
        }
    }
}
