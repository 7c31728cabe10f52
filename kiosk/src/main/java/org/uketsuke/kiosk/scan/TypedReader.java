package org.uketsuke.kiosk.scan;

/** Takes what a keyboard-like scanner typed, and hands it to a {@link ScanSink}. */
@FunctionalInterface
public interface TypedReader {
    /**
     * Takes one burst of keystrokes, without the Enter or Tab that ended it.
     *
     * @return whether it was taken for a scan
     */
    boolean typed(String text);
}
