package org.uketsuke.server.office;

import java.time.Instant;
import org.uketsuke.protocol.Messages.Text;

/**
 * How many were at a session.
 *
 * @param title its titles
 * @param room where
 * @param start when it begins
 * @param end when it ends
 * @param in members with a touch on the way in
 * @param out members with a touch on the way out; meaningless unless {@code asksOut}
 * @param asksOut whether the rule asks for a touch on the way out
 * @param credited members with credits of it
 */
public record SessionCounts(
        Text title, String room, Instant start, Instant end, long in, long out, boolean asksOut, long credited) {}
