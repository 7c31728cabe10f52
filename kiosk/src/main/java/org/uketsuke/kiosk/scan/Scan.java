package org.uketsuke.kiosk.scan;

import org.uketsuke.protocol.RawToken;

/** Something was held out to this kiosk. */
public sealed interface Scan {

    /** Hardware profile id of the reader or scanner, or {@code camera}. */
    String reader();

    /**
     * A card told its identity.
     *
     * @param token canonical raw token; goes no further than the credential step
     * @param cardProfile hardware profile id of the card family
     * @param reader hardware profile id of the reader
     */
    record Card(RawToken token, String cardProfile, String reader) implements Scan {}

    /**
     * A code was read: a member pass or a printed card number.
     *
     * @param text as read
     * @param reader {@code camera}, or the scanner's hardware profile id
     */
    record Text(String text, String reader) implements Scan {
        @Override
        public String toString() {
            return "Text[hidden, " + reader + "]";
        }
    }

    /**
     * A card was there but gave no identity that may be kept.
     *
     * @param why what was the matter
     * @param reader hardware profile id of the reader
     */
    record Unidentified(Why why, String reader) implements Scan {}

    /** Why a card gave no identity. */
    enum Why {
        /** It could not be read to the end: pulled too soon, hung, damaged. */
        UNREADABLE,
        /** It answers with a random id (hardware.md B5): a phone, a passport. */
        RANDOM_ID,
        /** Its kind cannot be one of a society's cards: a driving licence, a My Number card. */
        NOT_A_MEMBER_CARD
    }
}
