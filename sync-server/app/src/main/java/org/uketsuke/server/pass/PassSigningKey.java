package org.uketsuke.server.pass;

import java.time.Instant;
import java.util.Base64;
import org.uketsuke.protocol.RosterMessages.PassKey;

/**
 * A key that signs a society's passes. Two may be in use at a time: the older one's passes stay good.
 *
 * @param id key id in passes, 0 to 65535
 * @param publicKey Ed25519, 32 raw bytes
 * @param privateKey Ed25519, 32 raw bytes
 * @param validFrom passes begin no earlier
 * @param validTo passes end no later
 */
record PassSigningKey(int id, byte[] publicKey, byte[] privateKey, Instant validFrom, Instant validTo) {
    PassKey forKiosks() {
        return new PassKey(id, Base64.getUrlEncoder().withoutPadding().encodeToString(publicKey), validFrom, validTo);
    }
}
