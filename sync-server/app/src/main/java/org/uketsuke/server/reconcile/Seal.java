package org.uketsuke.server.reconcile;

import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;

/** Tells whether a journal ends with the booth's seal. */
final class Seal {
    private Seal() {}

    static boolean isSeal(String entry) {
        try {
            return Wire.read(entry, JournalEntry.class).event() instanceof JournalEvent.Closed;
        } catch (MalformedMessage e) {
            return false;
        }
    }
}
