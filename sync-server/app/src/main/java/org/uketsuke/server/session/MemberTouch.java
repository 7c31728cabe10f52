package org.uketsuke.server.session;

import org.uketsuke.server.adjudicate.SessionTouch;

/**
 * A touch and whose it is.
 *
 * @param member member id
 * @param touch the touch
 */
public record MemberTouch(String member, SessionTouch touch) {}
