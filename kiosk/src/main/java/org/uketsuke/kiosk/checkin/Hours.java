package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When a booth registers.
 *
 * @param from opens
 * @param to closes
 * @param zone zone of the meeting, in which dates are meant
 */
public record Hours(Instant from, Instant to, ZoneId zone) {}
