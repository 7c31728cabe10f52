package org.uketsuke.kiosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.BoothKey;

/**
 * A booth key that somebody put into a file for the start: a credential that systemd unseals into memory with the machine's
 * TPM, or a demonstration. It is read once. A file that is no use keeps no booth from starting: it starts locked.
 */
public final class BoothKeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(BoothKeyFile.class);
    private static final long BYTES_MAX = 4_096;

    private BoothKeyFile() {}

    /**
     * The key in a file; empty, with the reason in the log, if there is none.
     *
     * @param file the file
     * @param dataFolder where it should not be: whoever copies the folder copies the key
     */
    public static Optional<BoothKey> read(Path file, Path dataFolder) {
        if (isBelow(file, dataFolder)) {
            LOG.warn(
                    "The booth key {} lies in the data folder: whoever copies that folder can read the roster. Move it to"
                            + " memory, such as a systemd credential",
                    file);
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                LOG.error("{} is no booth key; the booth starts locked", file);
                return Optional.empty();
            }
            Optional<BoothKey> key = BoothKey.read(Files.readString(file, StandardCharsets.UTF_8));
            if (key.isEmpty()) {
                LOG.error("{} holds no booth key, or a letter of it is wrong; the booth starts locked", file);
            }
            return key;
        } catch (IOException e) {
            LOG.error("The booth key {} cannot be read ({}); the booth starts locked", file, e.toString());
            return Optional.empty();
        }
    }

    private static boolean isBelow(Path file, Path folder) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
