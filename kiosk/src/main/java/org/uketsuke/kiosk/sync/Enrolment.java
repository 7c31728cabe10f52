package org.uketsuke.kiosk.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Optional;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Wire;

/**
 * What a kiosk knows since it was enrolled; kept in {@code enrolment.json} of the data folder. Holds no secret.
 *
 * @param server the server's address as the kiosk uses it
 * @param kiosk kiosk id
 * @param assignment where it serves, as last heard
 * @param rosterKey Ed25519 key that signs rosters, Base64url
 * @param sealingKey X25519 key for sealed tokens, Base64url
 */
public record Enrolment(String server, String kiosk, Assignment assignment, String rosterKey, String sealingKey) {
    private static final String FILE = "enrolment.json";

    /**
     * The enrolment of a data folder; empty before {@code kiosk enrol}.
     *
     * @throws MalformedMessage if the file is damaged; enrolling the folder anew lets the journal go on
     */
    public static Optional<Enrolment> read(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.read(Files.readAllBytes(file), Enrolment.class));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": check its permissions", e);
        } catch (MalformedMessage e) {
            throw new MalformedMessage(
                    file + " is damaged (" + e.getMessage() + "). Move it away and run 'kiosk enrol' into this"
                            + " folder with a new code; the journal goes on, and nothing of it is lost.",
                    e);
        }
    }

    /**
     * Puts the file of an enrolment aside whose key is gone: until the folder is enrolled anew, it is not enrolled. Without
     * that, an attempt that fails would leave the old enrolment with a new key.
     */
    public static void setAside(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            Files.move(file, dataFolder.resolve(FILE + ".replaced"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put " + file + " aside: check permissions", e);
        }
    }

    /** Writes the file, replacing an older one in one step. */
    public void write(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        try {
            KeptFile.write(file, Wire.write(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": check permissions and free space", e);
        }
    }

    /** The same kiosk with another assignment. */
    public Enrolment with(Assignment changed) {
        return new Enrolment(server, kiosk, changed, rosterKey, sealingKey);
    }

    /** The 32 raw bytes of {@link #rosterKey}. */
    public byte[] rosterKeyBytes() {
        return Base64.getUrlDecoder().decode(rosterKey);
    }

    /** The 32 raw bytes of {@link #sealingKey}. */
    public byte[] sealingKeyBytes() {
        return Base64.getUrlDecoder().decode(sealingKey);
    }
}
