package org.uketsuke.server.ingest;

import java.util.Optional;
import org.uketsuke.protocol.JournalEntry.Origin;

/**
 * An entry at one of the places where its tap may be told.
 *
 * @param place where it stands
 * @param text as the kiosk sent it
 * @param vouchedFor whether the kiosk that sent it was trusted when it came; false says nothing of whether somebody was there
 * @param cancelledBy where staff's void of it stands, of the meeting that was asked about
 */
record Copy(Origin place, String text, boolean vouchedFor, Optional<Origin> cancelledBy) {}
