package org.uketsuke.server.cli;

import java.util.List;

/** What people are told who name a meeting that is not there. */
final class NoMeeting {
    private NoMeeting() {}

    static String message(String meeting, List<String> known) {
        return known.isEmpty()
                ? "There is no meeting yet. Bring them in with: import meetings FILE --society CODE"
                : "There is no meeting %s. There are: %s".formatted(meeting, String.join(", ", known));
    }
}
