package org.uketsuke.kiosk.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.protocol.Signer;

/**
 * The kiosk's own key: 32 bytes in {@code kiosk.key} of the data folder, readable by its owner alone. It never leaves the
 * machine; losing it means enrolling anew.
 */
public final class KioskKey {
    private static final String FILE = "kiosk.key";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;

    private KioskKey(byte[] seed) {
        this.seed = seed;
    }

    /** The key of a data folder, made at first use. */
    public static KioskKey of(Path dataFolder, SecureRandom random) {
        Path file = dataFolder.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[SEED_BYTES];
                random.nextBytes(fresh);
                KeptFile.write(file, fresh);
            }
            byte[] seed = Files.readAllBytes(file);
            if (seed.length != SEED_BYTES) {
                throw new IllegalStateException(file + " is damaged: " + seed.length + " bytes instead of " + SEED_BYTES
                        + ". Move it away and enrol this kiosk with a new code.");
            }
            return new KioskKey(seed);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the kiosk's key in " + file + ": check permissions", e);
        }
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
