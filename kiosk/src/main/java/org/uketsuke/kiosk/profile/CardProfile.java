package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.uketsuke.protocol.Medium;

/**
 * What is known about one family of cards: how to recognise it, and the steps that read its identity.
 *
 * @param id stands in scans; the file's name without {@code .toml}
 * @param title for people
 * @param origin where the profile came from: {@code built in}, or the file
 * @param cards contact, contactless, or both
 * @param order families are tried from low to high
 * @param atr answers to reset that may be of this family; the ATR is a hint, never a proof (hardware.md B3)
 * @param atrExcept answers to reset that are not, although {@code atr} fits
 * @param steps commands in order
 * @param idRule how the answer of the last step becomes a token; empty when such a card is never a member card
 */
public record CardProfile(
        String id,
        String title,
        String origin,
        CardInterface cards,
        int order,
        List<HexMask> atr,
        List<HexMask> atrExcept,
        List<Step> steps,
        Optional<IdRule> idRule) {

    /** Whether a card with this answer to reset may be of this family. */
    public boolean mayBe(byte[] answerToReset) {
        return atr.stream().anyMatch(mask -> mask.matches(answerToReset))
                && atrExcept.stream().noneMatch(mask -> mask.matches(answerToReset));
    }

    /**
     * One command.
     *
     * @param apdu command, always with an Le
     * @param expect status words that let the reading go on
     * @param notMine status words that say: not this family, try the next
     */
    public record Step(ByteString apdu, List<HexMask> expect, List<HexMask> notMine) {}

    /**
     * How the answer of the last step becomes a token.
     *
     * @param medium kind of token
     * @param from first byte that counts
     * @param length bytes that count; 0 means up to the end
     * @param encoding how bytes become text
     * @param lengths allowed numbers of bytes; empty means any
     * @param pattern what a text must look like, after trimming
     * @param reject kinds of ids that are no identity
     */
    public record IdRule(
            Medium medium,
            int from,
            int length,
            Encoding encoding,
            Set<Integer> lengths,
            Optional<Pattern> pattern,
            Set<Reject> reject) {}

    /** How bytes become text. */
    public enum Encoding {
        /** Hex digits. */
        HEX,
        /** ASCII; filling bytes 00, FF and spaces at the end are dropped. */
        ASCII
    }

    /** Kinds of ids that are no identity (hardware.md B5). */
    public enum Reject {
        /** Chosen anew at every touch: 4 bytes that start with 08; FeliCa ids that phones and peers make up (01FE, 02FE). */
        RANDOM,
        /** Not unique by its maker's word: 4 bytes that start with xF. */
        NUID,
        /** Type B: every 4-byte id, it may change from touch to touch. */
        PUPI
    }
}
