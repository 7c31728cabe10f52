package org.uketsuke.kiosk.roster;

import org.jspecify.annotations.Nullable;

/** A roster that cannot be used: not of the expected form, or its memory gave an error. The kiosk goes on without one. */
public final class RosterUnusable extends RuntimeException {
    RosterUnusable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
