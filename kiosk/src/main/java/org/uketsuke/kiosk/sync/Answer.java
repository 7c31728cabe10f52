package org.uketsuke.kiosk.sync;

import java.time.Duration;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Problem;

/** What came back from the server. */
sealed interface Answer<T> {

    /**
     * The server answered as asked, or with {@code 409} and the same body.
     *
     * @param value the body
     * @param roundTrip from the first byte sent to the last byte received
     */
    record Given<T>(T value, Duration roundTrip) implements Answer<T> {}

    /**
     * The server understood and refused; asking again without a change is pointless for now.
     *
     * @param problem why, and what to do
     */
    record Refused<T>(Problem problem) implements Answer<T> {}

    /**
     * The server is there but cannot take it now ({@code 429}, {@code 5xx}).
     *
     * @param retryAfter what the server asked for
     * @param status HTTP status
     */
    record Busy<T>(Optional<Duration> retryAfter, int status) implements Answer<T> {}

    /**
     * No answer, or none that makes sense: no network, cut connection, a captive portal's page.
     *
     * @param why in plain words
     */
    record Unreachable<T>(String why) implements Answer<T> {}
}
