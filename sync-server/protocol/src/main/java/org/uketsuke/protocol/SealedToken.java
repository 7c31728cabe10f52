package org.uketsuke.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A scan that only the server can read: what a kiosk without a roster journals instead of a {@link CardToken}. A fresh
 * X25519 key agrees with the server's; HKDF-SHA-256 gives an AES-256-GCM key; the meeting is bound in.
 *
 * @param text Base64url without padding of ephemeral public key (32) ‖ ciphertext with tag
 */
public record SealedToken(String text) {
    private static final byte[] INFO = "uketsuke-sealed-token-v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] X25519_SPKI_PREFIX = java.util.HexFormat.of().parseHex("302a300506032b656e032100");
    private static final int KEY_BYTES = 32;

    /** Seals a card's raw token. */
    public static SealedToken seal(RawToken raw, String meeting, byte[] serverSealingKey, SecureRandom random) {
        return seal(raw.medium().wireName() + ":" + raw.text(), meeting, serverSealingKey, random);
    }

    /** Seals the text of a member pass, as read. */
    public static SealedToken sealPass(String passText, String meeting, byte[] serverSealingKey, SecureRandom random) {
        return seal(Medium.PASS.wireName() + ":" + passText, meeting, serverSealingKey, random);
    }

    private static SealedToken seal(String plain, String meeting, byte[] serverSealingKey, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519, random);
            KeyPair ephemeral = generator.generateKeyPair();
            byte[] ephemeralRaw = rawPublicKey(ephemeral.getPublic());
            byte[] key =
                    derive(agree(ephemeral.getPrivate(), publicKey(serverSealingKey)), ephemeralRaw, serverSealingKey);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, meeting).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(KEY_BYTES + sealed.length)
                    .put(ephemeralRaw)
                    .put(sealed)
                    .array();
            return new SealedToken(Base64.getUrlEncoder().withoutPadding().encodeToString(all));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal a scan to the server's key", e);
        }
    }

    /**
     * Opens what a kiosk sealed: {@code medium ":" text}. Empty when it was sealed to another key or meeting, or altered.
     *
     * @param sealingKey the server's key pair, {@link #newSealingKey}
     */
    public Optional<String> open(String meeting, KeyPair sealingKey) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length <= KEY_BYTES) {
                return Optional.empty();
            }
            byte[] ephemeralRaw = Arrays.copyOf(all, KEY_BYTES);
            byte[] shared = agree(sealingKey.getPrivate(), publicKey(ephemeralRaw));
            byte[] key = derive(shared, ephemeralRaw, rawPublicKey(sealingKey.getPublic()));
            byte[] plain = cipher(Cipher.DECRYPT_MODE, key, meeting).doFinal(all, KEY_BYTES, all.length - KEY_BYTES);
            return Optional.of(new String(plain, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A new X25519 key pair for a server. */
    public static KeyPair newSealingKey(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
            generator.initialize(NamedParameterSpec.X25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no X25519", e);
        }
    }

    /** The 32 raw bytes of an X25519 public key, as the enrolment answer carries them. */
    public static byte[] rawPublicKey(PublicKey key) {
        byte[] spki = key.getEncoded();
        return Arrays.copyOfRange(spki, spki.length - KEY_BYTES, spki.length);
    }

    private static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] spki = ByteBuffer.allocate(X25519_SPKI_PREFIX.length + raw.length)
                .put(X25519_SPKI_PREFIX)
                .put(raw)
                .array();
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(spki));
    }

    private static byte[] agree(PrivateKey mine, PublicKey theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(mine);
        agreement.doPhase(theirs, true);
        return agreement.generateSecret();
    }

    /** HKDF-SHA-256 (RFC 5869), one block: extract with both public keys as salt, expand with {@link #INFO}. */
    private static byte[] derive(byte[] shared, byte[] ephemeral, byte[] server) throws GeneralSecurityException {
        Mac extract = Mac.getInstance("HmacSHA256");
        extract.init(new SecretKeySpec(
                ByteBuffer.allocate(2 * KEY_BYTES).put(ephemeral).put(server).array(), "HmacSHA256"));
        byte[] pseudoRandomKey = extract.doFinal(shared);
        Mac expand = Mac.getInstance("HmacSHA256");
        expand.init(new SecretKeySpec(pseudoRandomKey, "HmacSHA256"));
        expand.update(INFO);
        return expand.doFinal(new byte[] {1});
    }

    /** The nonce may stand still: every sealing has a key of its own. */
    private static Cipher cipher(int mode, byte[] key, String meeting) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(meeting.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
