package org.uketsuke.kiosk.journal;

import org.uketsuke.protocol.JournalEntry;

/**
 * An entry that is durable.
 *
 * @param entry what was recorded
 * @param hashHex its hash, 64 hex digits
 * @param journal id of the journal that holds it
 */
public record Recorded(JournalEntry entry, String hashHex, String journal) {
    /** The journal's end with it. */
    Head head() {
        return new Head(entry.seq(), hashHex);
    }
}
