package org.uketsuke.server.export;

/**
 * Keeps a spreadsheet from running what somebody typed as a name: texts that a spreadsheet would take for a formula get an
 * apostrophe before them (SEC-59).
 */
final class SafeText {
    private static final String STARTS = "=+-@\t\r\n\0";

    private SafeText() {}

    static String of(String text) {
        boolean formula = !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
