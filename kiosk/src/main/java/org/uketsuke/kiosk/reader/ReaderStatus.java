package org.uketsuke.kiosk.reader;

import java.util.Locale;

/**
 * One card reader and how it is.
 *
 * @param name as the system calls it; {@code PC/SC} for the service itself when it is away
 * @param profileId matched hardware profile; empty for the service
 * @param why why that profile, or what to do about the service
 * @param state how it is
 */
public record ReaderStatus(String name, String profileId, String why, State state) {
    /** How a reader is. */
    public enum State {
        /** Waits for a card. */
        READY,
        /** A card is there. */
        CARD,
        /** A card or the reader does not answer; the kiosk goes on trying. */
        STUCK,
        /** It was unplugged. */
        GONE,
        /** The PC/SC service is away. */
        NO_SERVICE;

        /** The lower-case name with dashes, for screens: {@code no-service}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
