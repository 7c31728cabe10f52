package org.uketsuke.protocol;

/**
 * How far a device clock is from the server's, as estimated at an exchange.
 *
 * @param millis server time minus device time
 * @param uncertaintyMillis half of the exchange's round trip
 * @param ageMillis monotonic time since the exchange
 */
public record ClockOffset(long millis, long uncertaintyMillis, long ageMillis) {}
