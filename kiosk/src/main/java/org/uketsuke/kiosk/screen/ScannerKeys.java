package org.uketsuke.kiosk.screen;

import java.util.List;

/**
 * By what the page tells a keyboard-like scanner from a person typing (qr.md §3); from the scanner's hardware profile.
 *
 * @param minKeys shortest burst of keys that is a scan
 * @param maxGapMillis longest pause between two keys of a scan
 * @param endSilenceMillis a burst without an end key is over after this silence
 * @param terminators keys that end a scan, as {@code KeyboardEvent.code}
 */
public record ScannerKeys(int minKeys, int maxGapMillis, int endSilenceMillis, List<String> terminators) {
    /** Copies the list. */
    public ScannerKeys {
        terminators = List.copyOf(terminators);
    }
}
