package org.uketsuke.server.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/** Hashes passwords with Argon2id (RFC 9106) at the cost that OWASP asks for: 19 MiB, two passes. */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    /** Each hash holds 19 MiB for a tenth of a second; more at once would let strangers fill the memory. */
    private static final int AT_ONCE_MAX = 4;

    private final Semaphore room = new Semaphore(AT_ONCE_MAX, true);
    private final SecureRandom random;
    private final String nobodysHash;

    /** With the randomness of salts. */
    public Passwords(SecureRandom random) {
        this.random = random;
        this.nobodysHash = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(MEMORY_KIB, PASSES, LANES, unpadded(SALT_BYTES), unpadded(HASH_BYTES));
    }

    /** So many random bytes as PHC strings write them; as a hash, that of no password that anybody could find. */
    private String unpadded(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The hash of a password or PIN in PHC string format, with its parameters and salt. Takes a tenth of a second. */
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Argon2Function function = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
        room.acquireUninterruptibly();
        try {
            return function.hash(password.getBytes(java.nio.charset.StandardCharsets.UTF_8), salt)
                    .getResult();
        } finally {
            room.release();
        }
    }

    /** Whether it is the password of that hash, by the hash's own parameters. */
    boolean matches(String password, String hash) {
        room.acquireUninterruptibly();
        try {
            return Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } finally {
            room.release();
        }
    }

    /** What {@link #matchNobody} compares with. */
    String nobodysHash() {
        return nobodysHash;
    }

    /** Takes as long as {@link #matches}, so that nobody learns which log-ins there are. */
    void matchNobody(String password) {
        boolean matched = matches(password, nobodysHash);
        assert !matched;
    }
}
