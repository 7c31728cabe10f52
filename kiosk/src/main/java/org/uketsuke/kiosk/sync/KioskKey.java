package org.uketsuke.kiosk.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.protocol.Signer;

/**
 * The kiosk's own key: 32 bytes in {@code kiosk.key} of the data folder, readable by its owner alone. It never leaves the
 * machine. It is made when a kiosk is enrolled and at no other time: the server knows a kiosk by it, so one that is lost
 * can only be replaced by enrolling anew.
 */
public final class KioskKey {
    private static final String FILE = "kiosk.key";
    private static final String REPLACED = "kiosk.key.replaced";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;

    private KioskKey(byte[] seed) {
        this.seed = seed;
    }

    /** Whether a data folder has a key. */
    public static boolean isIn(Path dataFolder) {
        return Files.exists(dataFolder.resolve(FILE));
    }

    /**
     * The key to enrol a data folder with, made if there is none.
     *
     * @throws IllegalStateException if it is damaged
     */
    public static KioskKey of(Path dataFolder, SecureRandom random) {
        return isIn(dataFolder) ? enrolled(dataFolder) : make(dataFolder, random);
    }

    /**
     * The key of an enrolled data folder.
     *
     * @throws IllegalStateException with what to do, if it is gone or damaged
     */
    public static KioskKey enrolled(Path dataFolder) {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is gone: the server would not know this kiosk. Put it back, or run"
                    + " 'kiosk enrol' into this folder with a new code; the journal goes on.");
        }
        try {
            byte[] seed = Files.readAllBytes(file);
            if (seed.length != SEED_BYTES) {
                throw new IllegalStateException(
                        file + " is damaged: " + seed.length + " bytes instead of " + SEED_BYTES
                                + ". Move it away and run 'kiosk enrol' into this folder with a new code; the journal goes on.");
            }
            return new KioskKey(seed);
        } catch (IOException e) {
            throw new UncheckedIOException("The kiosk's key " + file + " cannot be read: check its permissions", e);
        }
    }

    /** A new key in the place of one that the server knows already; the old one is kept beside it. */
    static KioskKey replace(Path dataFolder, SecureRandom random) {
        try {
            Files.move(dataFolder.resolve(FILE), dataFolder.resolve(REPLACED), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kiosk's key in " + dataFolder + " cannot be replaced: check permissions", e);
        }
        return make(dataFolder, random);
    }

    private static KioskKey make(Path dataFolder, SecureRandom random) {
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        try {
            KeptFile.write(dataFolder.resolve(FILE), seed);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kiosk's key cannot be kept in " + dataFolder + ": check permissions and free space", e);
        }
        return new KioskKey(seed);
    }

    /** Signs with it. */
    public Signer signer() {
        return Ed25519.signer(seed);
    }

    /** The 32 raw bytes of the public key. */
    public byte[] publicKey() {
        return Ed25519.publicKey(seed);
    }
}
