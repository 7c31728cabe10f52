package org.uketsuke.kiosk.profile;

import java.util.List;

/**
 * What is known about a code scanner that types like a keyboard (qr.md §3).
 *
 * @param id stands in scans; the file's name without {@code .toml}
 * @param title for people
 * @param origin where the profile came from: {@code built in}, or the file
 * @param usb vendor and product ids in keyboard mode; information only
 * @param prefix characters the scanner sends before the code, dropped
 * @param suffix characters it sends after the code and before the terminator, dropped
 * @param terminators keys that end a scan, as {@code KeyboardEvent.code}: {@code Enter}, {@code Tab}
 * @param minKeys shortest burst that is a scan
 * @param maxGapMillis longest pause between two keys of a scan
 * @param endSilenceMillis a burst without terminator ends after this silence
 * @param notes how to set the scanner up, one sentence each
 */
public record ScannerProfile(
        String id,
        String title,
        String origin,
        List<String> usb,
        String prefix,
        String suffix,
        List<String> terminators,
        int minKeys,
        int maxGapMillis,
        int endSilenceMillis,
        List<String> notes) {}
