package org.uketsuke.server.ingest;

import org.uketsuke.protocol.JournalEntry.Origin;

/**
 * What stands at a place, or at the same number of another history of that journal.
 *
 * @param place where it stands
 * @param text as the kiosk sent it
 */
record Copy(Origin place, String text) {}
