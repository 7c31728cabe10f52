package org.uketsuke.kiosk.booth;

import java.time.Instant;
import org.uketsuke.protocol.Outcome;

/**
 * A scan that is only counted and leaves no entry: all that staff can know of it.
 *
 * @param at device clock
 * @param outcome {@link Outcome#countedOnly}, or what would have been recorded if the journal had taken it
 * @param reader hardware profile id of the reader
 */
public record Counted(Instant at, Outcome outcome, String reader) {}
