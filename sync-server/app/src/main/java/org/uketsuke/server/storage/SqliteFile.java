package org.uketsuke.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.uketsuke.server.storage.StorageException.Kind;

/**
 * The database file, before SQLite touches it: a file that is not ours must not even get a journal beside it.
 *
 * @param folder the data folder, absolute; it need not exist
 */
record SqliteFile(Path folder) {
    private static final String NAME = "uketsuke.db";
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final long LOCK_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOCK_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    static SqliteFile in(Path dataFolder) {
        return new SqliteFile(dataFolder.toAbsolutePath().normalize());
    }

    Path path() {
        return folder.resolve(NAME);
    }

    /** Makes the folder, for its owner only since it holds keys and personal data, and looks at an existing file's head. */
    void prepare() {
        try {
            if (!Files.isDirectory(folder)) {
                makeFolder();
            }
            if (Files.exists(path()) && Files.size(path()) > 0) {
                requireSqlite();
            } else {
                makeFile();
            }
        } catch (IOException e) {
            throw new StorageException(
                    Kind.UNREACHABLE,
                    "The data folder %s cannot be used (%s). Check the path and that this user may write there."
                            .formatted(folder, e.getClass().getSimpleName()),
                    e);
        }
    }

    private void makeFolder() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder.resolve("..").normalize());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** An empty file that only its owner may read; what SQLite puts beside it gets the same rights. */
    private void makeFile() throws IOException {
        if (!Files.exists(path())
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try {
                Files.createFile(
                        path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                // another process that starts up made it first
            }
        }
    }

    private void requireSqlite() throws IOException {
        byte[] head = new byte[MAGIC.length];
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.READ)) {
            file.read(ByteBuffer.wrap(head));
        }
        if (!Arrays.equals(head, MAGIC)) {
            throw new StorageException(
                    Kind.FOREIGN,
                    "%s is not an SQLite database. Nothing was changed. Choose another data folder, or put the latest backup in its place."
                            .formatted(path()),
                    null);
        }
    }

    /** Runs while no other process that starts up does: two must not migrate one file at once. */
    void locked(Runnable work) {
        Path lockFile = folder.resolve(NAME + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = patientLock(channel)) {
            assert lock.isValid();
            work.run();
        } catch (IOException e) {
            throw new StorageException(
                    Kind.UNREACHABLE,
                    "%s cannot be locked. Check that this user may write to its folder.".formatted(lockFile),
                    e);
        }
    }

    private FileLock patientLock(FileChannel channel) throws IOException {
        long giveUpAt = System.nanoTime() + LOCK_PATIENCE_NANOS;
        while (System.nanoTime() < giveUpAt) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // another thread of this process starts up on the same folder: as good as another process
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        throw new StorageException(
                Kind.BUSY,
                "Another process has been preparing %s for a minute. Wait until it has finished, then try again."
                        .formatted(path()),
                null);
    }
}
