package org.uketsuke.kiosk.profile;

/** How card and reader meet. */
public enum CardInterface {
    /** Held over the reader. */
    CONTACTLESS,
    /** Put into the reader. */
    CONTACT,
    /** Either: a card with both, or a reader that is not known better. */
    ANY;

    /** Whether a card of this kind can be in a reader of that kind. */
    public boolean meets(CardInterface other) {
        return this == ANY || other == ANY || this == other;
    }
}
