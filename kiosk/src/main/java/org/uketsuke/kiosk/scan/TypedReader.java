package org.uketsuke.kiosk.scan;

/** Takes what a keyboard-like scanner typed, and hands it to a {@link ScanSink}. */
public interface TypedReader {
    /**
     * Takes one burst of keystrokes, without the Enter or Tab that ended it.
     *
     * @return whether it was taken for a scan
     */
    boolean typed(String text);

    /**
     * Takes a burst of keystrokes that is no code that can be read: too long for one, or with a key that types no letter. It
     * is counted, and nothing of it is kept.
     */
    void unreadable();
}
