package org.uketsuke.kiosk.reader;

/** Something between this kiosk and a card did not work. The kind says what to do about it; there is no card data in it. */
final class ReaderTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ReaderTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    ReaderTrouble(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What is to be done. */
    enum Kind {
        /** This machine has no PC/SC at all: someone must install it. */
        NOT_INSTALLED,
        /** The PC/SC service is away, or forgot us: throw everything away and begin anew. */
        NO_SERVICE,
        /** The reader was unplugged: wait until it is listed again. */
        READER_GONE,
        /** The card went away, was reset, or did not answer well: try the card again if it is still there. */
        CARD,
        /** Another program has the card for itself: try again soon. */
        BUSY
    }
}
