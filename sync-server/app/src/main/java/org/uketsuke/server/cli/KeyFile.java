package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.uketsuke.protocol.BoothKey;

/** A booth key in a file that its owner alone can read: to seal it to a kiosk's machine, or for a demonstration. */
final class KeyFile {
    private KeyFile() {}

    /** Writes the key as it is printed, in place of a file of that name. */
    static void write(Path file, BoothKey key) throws IOException {
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, key.text() + "\n");
    }
}
