package org.uketsuke.server.ingest;

import java.util.Optional;
import org.uketsuke.protocol.JournalEntry.Origin;

/**
 * An entry at one of the places where its tap may be told.
 *
 * @param place where it stands
 * @param text as the kiosk sent it
 * @param cancelledBy where staff's void of it stands, of the meeting that was asked about
 */
record Copy(Origin place, String text, Optional<Origin> cancelledBy) {}
