package org.uketsuke.kiosk.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The roster key in a file that only the kiosk's user can read, made on first use. It keeps the roster unreadable in
 * backups and on a medium that is thrown away; against a thief of the whole machine only the booth key helps (SEC-21).
 */
public final class RosterKeyFile implements RosterKey {
    private static final int KEY_BYTES = 32;

    private final Path file;
    private final SecureRandom random;

    /**
     * A key in a file.
     *
     * @param file the key file
     * @param random makes the key
     */
    public RosterKeyFile(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    @Override
    public synchronized Optional<SecretKey> unlocked() {
        try {
            byte[] key = Files.exists(file) ? Files.readAllBytes(file) : make();
            if (key.length != KEY_BYTES) {
                Files.move(file, bad(), StandardCopyOption.REPLACE_EXISTING);
                key = make();
            }
            return Optional.of(new SecretKeySpec(key, "AES"));
        } catch (IOException e) {
            throw new UncheckedIOException("The roster key " + file + " cannot be read; check its permissions", e);
        }
    }

    private byte[] make() throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        write(key, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        return key;
    }

    private void write(byte[] bytes, Set<StandardOpenOption> how) throws IOException {
        boolean posix = Files.getFileStore(folder()).supportsFileAttributeView("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(file, how, ownerOnly)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        return Files.createDirectories(folder);
    }

    /** Whether there is a key, or what is left of one. */
    synchronized boolean exists() {
        return Files.exists(file) || Files.exists(bad());
    }

    private Path bad() {
        return file.resolveSibling(file.getFileName() + ".bad");
    }

    /** A drive may keep old blocks after an overwrite; whoever must be sure has an encrypted disk beneath. */
    @Override
    public synchronized boolean destroy() {
        try {
            boolean was = exists();
            if (Files.exists(file)) {
                write(new byte[KEY_BYTES], EnumSet.of(StandardOpenOption.WRITE));
                Files.delete(file);
            }
            Files.deleteIfExists(bad());
            return was;
        } catch (IOException e) {
            throw new UncheckedIOException("The roster key " + file + " cannot be destroyed; delete it by hand", e);
        }
    }
}
