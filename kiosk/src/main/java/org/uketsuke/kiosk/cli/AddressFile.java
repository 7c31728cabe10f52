package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Hands the screen's address, with this start's secret, to the program that opens the browser: in a file that only its owner
 * can read, so that it stands in no service manager's log.
 */
final class AddressFile implements AutoCloseable {
    private final Path file;

    private AddressFile(Path file) {
        this.file = file;
    }

    /**
     * Writes the address, in one line, in place of an earlier start's.
     *
     * @throws IOException if the folder is not there or not writable
     */
    static AddressFile write(Path file, String address) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, ownerOnly())) {
            channel.write(StandardCharsets.UTF_8.encode(address + "\n"));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new AddressFile(file);
    }

    /** Where there are no such permissions (Windows), those of the folder hold. */
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Removes it: the address opens nothing any more. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
