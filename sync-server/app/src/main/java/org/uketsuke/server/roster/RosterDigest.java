package org.uketsuke.server.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/**
 * Tells whether a roster row says the same as before: 128 bits of SHA-256 over all its values. For many rows, one after the
 * other; not for several threads.
 */
final class RosterDigest {
    private static final int BYTES = 16;
    /** Ends a value; no byte of UTF-8. */
    private static final byte END = (byte) 0xFF;

    /** Changes with the tables of snapshots, so that kiosks which hold one of an older shape fetch a whole new one. */
    private static final String SHAPE = "with staff";

    private final MessageDigest sha256;

    RosterDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    RosterRow row(RosterMember member) {
        value(member.memberNo());
        value(member.familyName());
        value(member.givenName());
        value(member.familyKana());
        value(member.givenKana());
        value(member.affiliation());
        value(member.passId());
        value(Integer.toString(member.passGeneration()));
        for (RosterTerm term : member.terms()) {
            value(term.qualification());
            value(term.start().toString());
            value(term.end().toString());
        }
        return new RosterRow(RosterRow.MEMBER, member.id(), member.id(), text());
    }

    RosterRow row(RosterToken token) {
        value(token.member());
        value(token.card());
        value(token.medium().wireName());
        value(token.validFrom().toString());
        value(token.validTo().toString());
        value(token.status().name());
        return new RosterRow(RosterRow.TOKEN, token.token(), token.card(), text());
    }

    RosterRow row(PassKey key) {
        value(key.publicKey());
        value(key.validFrom().toString());
        value(key.validTo().toString());
        return new RosterRow(RosterRow.PASS_KEY, String.valueOf(key.id()), "", text());
    }

    RosterRow row(BoothStaff staff) {
        value(staff.name());
        value(Boolean.toString(staff.lead()));
        value(staff.pinHash());
        value(staff.codeHash().orElse(""));
        return new RosterRow(RosterRow.STAFF, staff.id(), "", text());
    }

    RosterRow row(RosterMeta meta) {
        value(SHAPE);
        value(Integer.toString(meta.societyNumber()));
        value(meta.cardMedia());
        value(meta.unknownCards());
        return new RosterRow(RosterRow.META, "society", "", text());
    }

    private void value(String value) {
        sha256.update(value.getBytes(StandardCharsets.UTF_8));
        sha256.update(END);
    }

    private String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
    }
}
