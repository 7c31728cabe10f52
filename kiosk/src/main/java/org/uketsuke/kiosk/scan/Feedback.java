package org.uketsuke.kiosk.scan;

/** What a reader's own light and buzzer say after a scan. */
public enum Feedback {
    /** Recorded and good. */
    ACCEPT,
    /** Not good, or a person must look. */
    REJECT,
    /** Nothing: the same card still lies on the reader. */
    NONE
}
