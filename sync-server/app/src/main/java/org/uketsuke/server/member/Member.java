package org.uketsuke.server.member;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.uketsuke.server.keys.RandomId;

/**
 * A member of a society.
 *
 * @param id pseudonymous id, made when first imported; the only one that rosters, journals and ledgers hold
 * @param person what the office knows
 * @param passId 16 hex digits; stands in member passes in place of the member number
 * @param passGeneration oldest issue of passes that still holds
 */
public record Member(String id, Person person, String passId, int passGeneration) {
    private static final int PASS_ID_BYTES = 8;

    /** Someone who is new to the society. */
    public static Member enrolled(Person person, SecureRandom random) {
        byte[] passId = new byte[PASS_ID_BYTES];
        random.nextBytes(passId);
        return new Member(RandomId.next(random), person, HexFormat.of().formatHex(passId), 0);
    }

    /** The same member with what the office now knows. */
    public Member with(Person now) {
        return new Member(id, now, passId, passGeneration);
    }
}
