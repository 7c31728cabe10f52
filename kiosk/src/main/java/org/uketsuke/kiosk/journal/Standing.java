package org.uketsuke.kiosk.journal;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Function;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.Wire;

/**
 * Which journal is in use and where it ends, both of the same moment.
 *
 * @param id journal id
 * @param head its end
 */
record Standing(String id, Head head) {
    /**
     * Makes the entry that follows, hashes it and appends it; as durable as the store makes it when this returns.
     *
     * @param entryAfter makes the entry from the present end
     */
    Recorded append(JournalStore store, Function<Head, JournalEntry> entryAfter) throws SQLException {
        JournalEntry entry = entryAfter.apply(head);
        String text = Wire.write(entry);
        byte[] hash = JournalChain.next(HexFormat.of().parseHex(head.hashHex()), text);
        store.append(entry.seq(), text, hash);
        return new Recorded(entry, HexFormat.of().formatHex(hash), id);
    }
}
