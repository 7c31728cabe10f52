package org.uketsuke.kiosk.profile;

import java.util.List;

/** Reads a file of {@code scanners/}; the keys are explained in {@code hardware-profiles/README.md}. */
final class ScannerFile {
    private ScannerFile() {}

    private enum Mode {
        KEYBOARD
    }

    /** Reads the table; problems are noted in it. */
    static ScannerProfile read(String id, String origin, ProfileTable table) {
        table.choice("mode", Mode.class, Mode.KEYBOARD);
        List<String> terminators = table.parsedList("terminators", text -> {
            if (!List.of("Enter", "NumpadEnter", "Tab").contains(text)) {
                throw new IllegalArgumentException("'" + text + "' is none of Enter, NumpadEnter, Tab");
            }
            return text;
        });
        return new ScannerProfile(
                id,
                table.text("title"),
                origin,
                ReaderFile.usb(table),
                table.optionalText("prefix").orElse(""),
                table.optionalText("suffix").orElse(""),
                terminators.isEmpty() ? List.of("Enter", "NumpadEnter", "Tab") : terminators,
                table.number("minKeys", 4, 100, 8),
                table.number("maxGapMillis", 10, 500, 50),
                table.number("endSilenceMillis", 20, 2_000, 100),
                table.texts("notes"));
    }
}
