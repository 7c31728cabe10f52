package org.uketsuke.kiosk.profile;

import java.util.Locale;

/** Operating system; the same reader has another name on each (hardware.md B1). */
public enum Platform {
    /** pcsc-lite with libccid or a maker's driver; names end in {@code NN SS}. */
    LINUX(0x42000001),
    /** WinSCard; names end in a number. */
    WINDOWS(0x003136B0),
    /** The PC/SC framework of macOS; names may end in a number. */
    MACOS(0x42000001);

    private final int escapeCode;

    Platform(int escapeCode) {
        this.escapeCode = escapeCode;
    }

    /** Finds the platform from the JVM's {@code os.name}; everything that is neither Windows nor macOS is like Linux. */
    public static Platform of(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MACOS : LINUX;
    }

    /** The name used as a key in profile files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Control code that carries a command to the reader itself, not to the card (hardware.md B2, "Escape control code"). */
    public int escapeCode() {
        return escapeCode;
    }
}
