package org.uketsuke.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A member's signed pass, shown as a QR code and checked without a network. Its text is {@code UKP1} and Base32 of version
 * (1), key id (2), society (2), pass id (8), generation (2), not-before in minutes since 2020-01-01 UTC (4), lifetime in
 * minutes (4), number (6), all big-endian, and an Ed25519 signature (64) over {@code uketsuke-pass-v1} and all before it.
 * It proves that the society issued it, not who holds it.
 *
 * @param keyId which pass key signed it, 0 to 65535
 * @param societyNumber society, 0 to 65535
 * @param passId the member's pass id, 16 hex digits
 * @param generation issue count, 0 to 65535
 * @param notBefore good from, whole minutes
 * @param lifetime good for, whole minutes
 * @param number random, 12 hex digits
 */
public record MemberPass(
        int keyId,
        int societyNumber,
        String passId,
        int generation,
        Instant notBefore,
        Duration lifetime,
        String number) {
    /** What every pass begins with. */
    public static final String PREFIX = "UKP1";

    /** What the portal's decorative picture encodes. */
    public static final String SAMPLE = "UKP1SAMPLE";

    private static final byte[] DOMAIN = "uketsuke-pass-v1".getBytes(StandardCharsets.US_ASCII);
    private static final long EPOCH_MINUTE =
            Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() / 60;
    private static final int VERSION = 1;
    private static final int CLAIM_BYTES = 29;
    private static final int SIGNATURE_BYTES = 64;
    private static final int TEXT_LENGTH = PREFIX.length() + ((CLAIM_BYTES + SIGNATURE_BYTES) * 8 + 4) / 5;

    /** What reading a text gave. */
    public sealed interface Reading {
        /**
         * A text of the right form; its signature is still to be checked with {@link #signatureHolds}.
         *
         * @param pass the claims
         * @param claims the signed bytes
         * @param signature over them
         */
        record Claimed(MemberPass pass, byte[] claims, byte[] signature) implements Reading {
            /** Whether the claims were signed by the key whose 32 raw public bytes are given. */
            public boolean signatureHolds(byte[] publicKey, SignatureCheck check) {
                return check.holds(publicKey, withDomain(claims), signature);
            }
        }

        /**
         * Not a pass.
         *
         * @param why the first check that failed
         */
        record Refused(PassRefusal why) implements Reading {}
    }

    /** End of the time window. */
    public Instant notAfter() {
        return notBefore.plus(lifetime);
    }

    /** The pass as text, signed. */
    public String issue(Signer signer) {
        byte[] claims = claims();
        byte[] signature = signer.sign(withDomain(claims));
        byte[] all = Arrays.copyOf(claims, CLAIM_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature, 0, all, CLAIM_BYTES, SIGNATURE_BYTES);
        return PREFIX + Base32.encode(all);
    }

    /** Reads a text as far as that is possible without keys: prefix, length, alphabet, version. */
    public static Reading read(String text) {
        if (text.equals(SAMPLE)) {
            return new Reading.Refused(PassRefusal.SAMPLE);
        }
        if (!text.startsWith(PREFIX)) {
            return new Reading.Refused(PassRefusal.NOT_A_PASS);
        }
        if (text.length() != TEXT_LENGTH) {
            return new Reading.Refused(PassRefusal.WRONG_LENGTH);
        }
        byte[] all;
        try {
            all = Base32.decode(text.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return new Reading.Refused(PassRefusal.WRONG_LETTER);
        }
        if (all[0] != VERSION) {
            return new Reading.Refused(PassRefusal.UNKNOWN_VERSION);
        }
        byte[] claims = Arrays.copyOf(all, CLAIM_BYTES);
        return new Reading.Claimed(of(claims), claims, Arrays.copyOfRange(all, CLAIM_BYTES, all.length));
    }

    private static MemberPass of(byte[] claims) {
        ByteBuffer in = ByteBuffer.wrap(claims, 1, CLAIM_BYTES - 1);
        int keyId = Short.toUnsignedInt(in.getShort());
        int society = Short.toUnsignedInt(in.getShort());
        String passId = hex(in, 8);
        int generation = Short.toUnsignedInt(in.getShort());
        Instant notBefore = Instant.ofEpochSecond((EPOCH_MINUTE + Integer.toUnsignedLong(in.getInt())) * 60);
        Duration lifetime = Duration.ofMinutes(Integer.toUnsignedLong(in.getInt()));
        return new MemberPass(keyId, society, passId, generation, notBefore, lifetime, hex(in, 6));
    }

    private byte[] claims() {
        long startMinute = notBefore.getEpochSecond() / 60 - EPOCH_MINUTE;
        return ByteBuffer.allocate(CLAIM_BYTES)
                .put((byte) VERSION)
                .putShort((short) keyId)
                .putShort((short) societyNumber)
                .put(HexFormat.of().parseHex(passId))
                .putShort((short) generation)
                .putInt((int) startMinute)
                .putInt((int) lifetime.toMinutes())
                .put(HexFormat.of().parseHex(number))
                .array();
    }

    private static String hex(ByteBuffer in, int bytes) {
        byte[] value = new byte[bytes];
        in.get(value);
        return HexFormat.of().formatHex(value);
    }

    private static byte[] withDomain(byte[] claims) {
        return ByteBuffer.allocate(DOMAIN.length + claims.length)
                .put(DOMAIN)
                .put(claims)
                .array();
    }
}
