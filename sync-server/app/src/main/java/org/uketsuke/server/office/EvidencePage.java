package org.uketsuke.server.office;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * One journal entry with all that it led to: the end of every trail.
 *
 * @param meeting meeting of its journal
 * @param evidence which
 * @param kiosk kiosk id
 * @param booth booth name
 * @param times its times
 * @param text the entry exactly as the kiosk wrote it
 * @param chain its place in the chain
 * @param decision what it came to; empty while it waits to be judged
 * @param voidedBy the entry that cancelled it
 * @param member whom it points at
 * @param stays stays at sessions that it is a touch of; empty if it is no touch at the door of a room that counts
 * @param cases exceptions about it
 * @param ledger ledger lines that rest on it
 * @param last number of the journal's last entry
 */
public record EvidencePage(
        MeetingSummary meeting,
        EvidenceRef evidence,
        String kiosk,
        String booth,
        Times times,
        String text,
        Chain chain,
        Optional<Text> decision,
        Optional<EvidenceRef> voidedBy,
        Optional<Person> member,
        Optional<List<StayLine>> stays,
        List<CasesPage.Line> cases,
        List<LedgerLine> ledger,
        long last) {
    /** Address of another entry of the same journal. */
    public String path(long seq) {
        return new EvidenceRef(evidence.journal(), seq).path();
    }

    /**
     * When.
     *
     * @param tappedAt corrected by what is known of the device's clock
     * @param device by the device's clock, if the text can be read
     * @param receivedAt when the server got it
     */
    public record Times(Optional<Instant> tappedAt, Optional<Instant> device, Instant receivedAt) {
        /** What was added to the device's time, in seconds; zero if either is unknown. */
        public long correctionSeconds() {
            return tappedAt.isPresent() && device.isPresent()
                    ? java.time.Duration.between(device.get(), tappedAt.get()).toSeconds()
                    : 0;
        }
    }

    /**
     * The hash chain, computed again for this page.
     *
     * @param previous hash before it, hex
     * @param stored hash as stored, hex
     * @param computed hash as it comes out now, hex
     */
    public record Chain(String previous, String stored, String computed) {
        /** Whether the entry is what was stored then. */
        public boolean holds() {
            return stored.equals(computed);
        }
    }
}
