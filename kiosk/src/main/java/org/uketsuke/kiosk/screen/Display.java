package org.uketsuke.kiosk.screen;

/** Shows results to the person at the reader. */
@FunctionalInterface
public interface Display {
    /** Shows a result at once, replacing the one before; never blocks and never throws. */
    void show(Result result);
}
