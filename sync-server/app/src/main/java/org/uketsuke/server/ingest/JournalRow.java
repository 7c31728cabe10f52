package org.uketsuke.server.ingest;

import java.util.Optional;
import org.uketsuke.protocol.JournalChain;

/**
 * A journal as far as the server has it.
 *
 * @param id journal id; quarantines have the id of the journal they part from, {@code ~} and a number
 * @param society society of its meeting
 * @param meeting meeting it was begun for
 * @param kiosk who writes it
 * @param received last entry that is here
 * @param head hash of that entry
 * @param safe how far a verified backup reaches
 * @param forkOf the journal whose other history this is
 * @param baseSeq entry after which this one begins, 0 unless a fork
 * @param baseHash hash of that entry
 * @param quarantine whether its entries give no credit until a person has looked
 */
record JournalRow(
        String id,
        String society,
        String meeting,
        String kiosk,
        long received,
        byte[] head,
        long safe,
        Optional<String> forkOf,
        long baseSeq,
        byte[] baseHash,
        boolean quarantine) {

    /** A journal of which nothing is here yet. */
    static JournalRow begun(String id, KioskRow kiosk) {
        byte[] first = JournalChain.first(id);
        return new JournalRow(
                id, kiosk.society(), kiosk.meeting(), kiosk.id(), 0, first, 0, Optional.empty(), 0, first, false);
    }

    /** Another history of this journal, from an entry on. */
    JournalRow fork(int number, long fromSeq, byte[] fromHash, boolean quarantined) {
        return new JournalRow(
                id + "~" + number,
                society,
                meeting,
                kiosk,
                fromSeq,
                fromHash,
                0,
                Optional.of(id),
                fromSeq,
                fromHash,
                quarantined);
    }

    /** The journal that the kiosk itself knows: this one, or that whose other history it is. */
    String named() {
        return forkOf.orElse(id);
    }

    /** After this entry was appended. */
    JournalRow upTo(Link last) {
        return new JournalRow(
                id, society, meeting, kiosk, last.seq(), last.hash(), safe, forkOf, baseSeq, baseHash, quarantine);
    }
}
