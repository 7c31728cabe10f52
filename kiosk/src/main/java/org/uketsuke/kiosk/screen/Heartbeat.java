package org.uketsuke.kiosk.screen;

/** Told when a browser starts, and every two seconds by every tab that people can see. */
@FunctionalInterface
public interface Heartbeat {
    /**
     * A tab is there.
     *
     * @param tab id of the tab, the same on all pages that it shows one after the other
     * @param publicPage whether it shows the public page now, and not one of staff
     */
    void beat(String tab, boolean publicPage);

    /** A browser opened the address with this start's secret, as one does that has just started. */
    default void opened() {}
}
