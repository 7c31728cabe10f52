package org.uketsuke.kiosk.screen;

/** Shows results to the person at the reader. */
@FunctionalInterface
public interface Display {
    /** Shows a result at once, replacing the one before; never blocks and never throws. */
    void show(Result result);

    /**
     * A card lies on a reader and is being read, until {@link #readingEnded}, which follows in any case: if no result follows within 300 ms, the screen asks not to lift it. Never
     * blocks and never throws.
     */
    default void reading() {}

    /**
     * One card is not being read any more. When it was the last, and no result came of it, such as for a card that was just
     * registered, the screen goes back to what it showed. Never blocks and never throws.
     */
    default void readingEnded() {}

    /** One of staff held out her card: the public screen gives way to the desk. Never blocks and never throws. */
    default void staffCame() {}
}
