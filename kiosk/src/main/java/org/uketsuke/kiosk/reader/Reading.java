package org.uketsuke.kiosk.reader;

import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.RawToken;

/** What came of talking to a card. */
sealed interface Reading {
    /**
     * The card told who it is.
     *
     * @param token its identity
     * @param cardProfile id of the card family
     */
    record Identified(RawToken token, String cardProfile) implements Reading {}

    /** The card is understood, and gives no identity that may be kept; trying again changes nothing. */
    record Refused(Scan.Why why) implements Reading {}

    /**
     * The card answered, but not what it should; trying again may help.
     *
     * @param reason for the log, without card data
     */
    record Failed(String reason) implements Reading {}

    /** What is handed over for it. */
    default Scan asScan(String readerProfile) {
        if (this instanceof Identified card) {
            return new Scan.Card(card.token(), card.cardProfile(), readerProfile);
        }
        Scan.Why why = this instanceof Refused refused ? refused.why() : Scan.Why.UNREADABLE;
        return new Scan.Unidentified(why, readerProfile);
    }
}
