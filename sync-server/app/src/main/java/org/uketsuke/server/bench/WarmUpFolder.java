package org.uketsuke.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder among the system's temporary files for as long as this program works in it. A lock in it tells that from the folder
 * of a program that was killed, which the next one deletes.
 */
final class WarmUpFolder implements AutoCloseable {
    static final String PREFIX = "uketsuke-warm-up-";

    /** Between making a folder and locking it lie moments; nobody deletes one that is younger. */
    private static final Duration AGE_MIN = Duration.ofMinutes(1);

    private static final String LOCK = "in-use";

    private final Path folder;
    private final FileChannel channel;

    private WarmUpFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes a folder that is this program's, and deletes those that killed ones of this user left behind. */
    static WarmUpFolder in(Path folders, Clock clock) throws IOException {
        Path folder = Files.createTempDirectory(folders, PREFIX);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        WarmUpFolder made = new WarmUpFolder(folder, channel);
        try {
            FileLock lock = channel.lock();
            assert lock.isValid();
            made.deleteAbandoned(folders, clock);
            return made;
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    Path path() {
        return folder;
    }

    private void deleteAbandoned(Path folders, Clock clock) throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folders, PREFIX + "*")) {
            for (Path other : others) {
                if (!other.equals(folder) && old(other, clock) && abandoned(other)) {
                    delete(other);
                }
            }
        }
    }

    /** Of this user only: in what is another's, names may be changed while this program deletes. */
    private boolean old(Path other, Clock clock) {
        try {
            return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder))
                    && Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(clock.instant().minus(AGE_MIN));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean abandoned(Path other) {
        try (FileChannel channel =
                        FileChannel.open(other.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** What another program deletes at the same time is gone all the same. */
    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException | NoSuchFileException e) {
            return;
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        delete(folder);
    }
}
