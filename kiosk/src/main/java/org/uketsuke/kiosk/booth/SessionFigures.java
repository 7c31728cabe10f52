package org.uketsuke.kiosk.booth;

import org.uketsuke.kiosk.checkin.SessionWay;

/**
 * A session, one way, in numbers of one day.
 *
 * @param way which
 * @param taps cards and codes held out that registered
 * @param people members registered, by touch or by hand, each once
 * @param manual registered by hand
 */
public record SessionFigures(SessionWay way, long taps, long people, long manual) {}
