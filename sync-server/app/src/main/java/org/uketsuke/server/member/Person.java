package org.uketsuke.server.member;

import java.time.LocalDate;
import java.util.Optional;
import org.uketsuke.protocol.KanaKey;

/**
 * What a society's office knows of a member. Names keep the member's own glyphs (髙, 﨑, 𠮷).
 *
 * @param memberNo member number, unique within the society
 * @param familyName family name
 * @param givenName given name; empty for those who have one name only
 * @param familyKana reading, full-width katakana; Latin names may stand as they are
 * @param givenKana the same of the given name
 * @param email mail address, may be empty
 * @param affiliation workplace, may be empty
 * @param prefecture prefecture of the workplace, may be empty
 * @param birthDate date of birth, if known
 * @param status whether a member now
 */
public record Person(
        String memberNo,
        String familyName,
        String givenName,
        String familyKana,
        String givenKana,
        String email,
        String affiliation,
        String prefecture,
        Optional<LocalDate> birthDate,
        MemberStatus status) {
    /** What a search by reading compares. */
    public String kanaKey() {
        return KanaKey.of(familyKana + givenKana);
    }

    /** The number only: the rest is personal. */
    @Override
    public String toString() {
        return "Person[" + memberNo + "]";
    }
}
