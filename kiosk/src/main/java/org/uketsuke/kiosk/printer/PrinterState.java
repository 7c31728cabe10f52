package org.uketsuke.kiosk.printer;

import java.util.Locale;

/** How a printer is, as far as it is known; for staff. */
public enum PrinterState {
    /** It takes slips. */
    READY,
    /** It says that its paper has run out; what waits is printed when there is paper again within two minutes. */
    NO_PAPER,
    /** Switched off, not plugged in, its cover open, or hanging. */
    UNREACHABLE,
    /** This machine has no font with Japanese letters, so nothing can be drawn. */
    NO_FONT,
    /** This booth has no printer. */
    OFF;

    /** The lower-case name with dashes, for screens: {@code no-paper}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
