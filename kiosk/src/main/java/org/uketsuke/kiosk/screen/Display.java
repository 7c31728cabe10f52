package org.uketsuke.kiosk.screen;

/** Shows results to the person at the reader. */
@FunctionalInterface
public interface Display {
    /** Shows a result at once, replacing the one before; never blocks and never throws. */
    void show(Result result);

    /**
     * A card lies on a reader and is being read: if no result follows within 300 ms, the screen asks not to lift it. Never
     * blocks and never throws.
     */
    default void reading() {}
}
