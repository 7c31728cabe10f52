package org.uketsuke.kiosk.booth;

import java.util.Arrays;
import java.util.Optional;

/** Why staff registered a person by hand, gave a temporary card, or voided an entry. */
public enum Reason {
    /** The card is not here. */
    FORGOTTEN_CARD("forgotten-card"),
    /** The card or code cannot be read. */
    UNREADABLE_CARD("unreadable-card"),
    /** The roster does not know the card. */
    UNKNOWN_CARD("unknown-card"),
    /** The card was reported lost, or replaced. */
    STOPPED_CARD("stopped-card"),
    /** The QR code is expired, a sample, or not taken for another reason. */
    NO_PASS("no-pass"),
    /** Another person was registered than the one who stood there. */
    WRONG_PERSON("wrong-person"),
    /** It was registered by mistake. */
    MISTAKE("mistake"),
    /** Something else; a note says what. */
    OTHER("other");

    private final String wireName;

    Reason(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in journals. */
    public String wireName() {
        return wireName;
    }

    /** Finds one by its {@link #wireName()}. */
    public static Optional<Reason> byWireName(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName.equals(wireName))
                .findAny();
    }
}
