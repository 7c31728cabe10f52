package org.uketsuke.server.member;

import java.security.SecureRandom;
import java.util.List;
import org.uketsuke.server.credit.Term;
import org.uketsuke.server.keys.RandomId;

/**
 * A qualification of a member, with all its terms.
 *
 * @param id random
 * @param member member id
 * @param kind {@code specialist} and so on, as the policy lists them
 * @param number certificate number, may be empty
 * @param terms past, present and future, by start
 */
public record Qualification(String id, String member, String kind, String number, List<Term> terms) {
    /** A qualification that the member did not have before. */
    public static Qualification granted(String member, String kind, String number, SecureRandom random) {
        return new Qualification(RandomId.next(random), member, kind, number, List.of());
    }
}
