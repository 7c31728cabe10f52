package org.uketsuke.kiosk;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a booth is made of, so that it can be stopped in order: last comes first. For one thread at a time. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final List<AutoCloseable> parts = new ArrayList<>();

    /** Adds a part that is to stop before all that are there. */
    void add(AutoCloseable part) {
        parts.add(part);
    }

    /** Adds a part that is to stop right after another. */
    void addBeneath(AutoCloseable upper, AutoCloseable part) {
        parts.add(parts.indexOf(upper), part);
    }

    /** Stops all; one that does not stop cleanly keeps no other from it. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.remove(parts.size() - 1);
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part of the kiosk did not stop cleanly: {}", e.toString());
            }
        }
    }
}
