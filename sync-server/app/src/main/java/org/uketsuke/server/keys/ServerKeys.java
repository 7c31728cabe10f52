package org.uketsuke.server.keys;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.protocol.Signer;
import org.uketsuke.server.storage.Storage;

/**
 * Who this server is to kiosks. Made at the first start, kept in the database, so that all servers over one database are
 * one.
 *
 * @param rosterPublicKey Ed25519 key that kiosks check rosters with, 32 raw bytes
 * @param rosterSigner signs rosters
 * @param sealingKey X25519 pair that opens {@link SealedToken}s
 * @param epoch random id of this data; changes when it was restored from a backup
 */
public record ServerKeys(byte[] rosterPublicKey, Signer rosterSigner, KeyPair sealingKey, String epoch) {
    private static final int EPOCH_BYTES = 8;

    /** The keys of this database; makes what is missing. */
    public static ServerKeys of(Storage storage, SecureRandom random) {
        return storage.write(handle -> {
            ServerFactStore facts = new ServerFactStore(handle);
            facts.putIfAbsent("roster_private_key", hex(Ed25519.newPrivateKey(random)));
            KeyPair fresh = SealedToken.newSealingKey(random);
            String pair = SealingKeys.text(fresh);
            facts.putIfAbsent("sealing_key", pair);
            byte[] epoch = new byte[EPOCH_BYTES];
            random.nextBytes(epoch);
            facts.putIfAbsent("epoch", hex(epoch));
            byte[] rosterKey = HexFormat.of().parseHex(facts.get("roster_private_key"));
            return new ServerKeys(
                    Ed25519.publicKey(rosterKey),
                    Ed25519.signer(rosterKey),
                    SealingKeys.pair(facts.get("sealing_key")),
                    facts.get("epoch"));
        });
    }

    /** The public half of {@link #sealingKey()}, 32 raw bytes, for kiosks. */
    public byte[] sealingPublicKey() {
        return SealedToken.rawPublicKey(sealingKey.getPublic());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
