package org.uketsuke.kiosk.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.uketsuke.kiosk.profile.CardProfile;
import org.uketsuke.kiosk.profile.CardProfile.Encoding;
import org.uketsuke.kiosk.profile.CardProfile.IdRule;
import org.uketsuke.kiosk.profile.CardProfile.Reject;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** Makes a token of the bytes a card answered, or says why they are no identity (hardware.md B5). Pure. */
final class IdRules {
    private static final int RANDOM_FIRST_BYTE = 0x08;
    private static final int FELICA_ID_BYTES = 8;
    private static final int SHORT_ID_BYTES = 4;

    private IdRules() {}

    /**
     * Judges an answer.
     *
     * @param card the family; must have an id rule
     * @param reversedIds whether the reader turns ids round
     */
    static Reading judge(byte[] answer, CardProfile card, boolean reversedIds) {
        IdRule rule = card.idRule()
                .orElseThrow(() -> new IllegalArgumentException("Card profile " + card.id() + " has no identity"));
        int end = rule.length() == 0 ? answer.length : rule.from() + rule.length();
        if (rule.from() >= answer.length || end > answer.length) {
            return new Reading.Failed("%d bytes are fewer than %s needs".formatted(answer.length, card.id()));
        }
        byte[] id = Arrays.copyOfRange(answer, rule.from(), end);
        if (!rule.lengths().isEmpty() && !rule.lengths().contains(id.length)) {
            return new Reading.Failed(
                    "an id of %d bytes is none of %s's %s".formatted(id.length, card.id(), rule.lengths()));
        }
        boolean number = rule.medium() == Medium.FELICA || rule.medium() == Medium.ISO14443;
        byte[] ordered = number && reversedIds ? reversed(id) : id;
        if (blank(ordered)) {
            return new Reading.Failed("the id is empty");
        }
        if (rule.reject().stream().anyMatch(reject -> is(reject, ordered))) {
            return new Reading.Refused(Scan.Why.RANDOM_ID);
        }
        return token(ordered, rule, card);
    }

    private static Reading token(byte[] id, IdRule rule, CardProfile card) {
        String text =
                rule.encoding() == Encoding.HEX ? HexFormat.of().withUpperCase().formatHex(id) : ascii(id);
        if (rule.pattern().isPresent() && !rule.pattern().get().matcher(text).matches()) {
            return new Reading.Failed("the id does not look like one of " + card.id());
        }
        try {
            return new Reading.Identified(RawToken.of(rule.medium(), text), card.id());
        } catch (IllegalArgumentException e) {
            return new Reading.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static boolean is(Reject reject, byte[] id) {
        int first = id[0] & 0xFF;
        return switch (reject) {
            case RANDOM ->
                (id.length == SHORT_ID_BYTES && first == RANDOM_FIRST_BYTE)
                        || (id.length == FELICA_ID_BYTES && (first == 0x01 || first == 0x02) && (id[1] & 0xFF) == 0xFE);
            case NUID -> id.length == SHORT_ID_BYTES && (first & 0x0F) == 0x0F;
            case PUPI -> id.length == SHORT_ID_BYTES;
        };
    }

    private static boolean blank(byte[] id) {
        for (byte value : id) {
            if (value != id[0]) {
                return false;
            }
        }
        return id.length == 0 || id[0] == 0 || id[0] == (byte) 0xFF;
    }

    private static String ascii(byte[] id) {
        int end = id.length;
        while (end > 0 && (id[end - 1] == 0 || id[end - 1] == (byte) 0xFF || id[end - 1] == ' ')) {
            end--;
        }
        return new String(id, 0, end, StandardCharsets.ISO_8859_1).strip();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
