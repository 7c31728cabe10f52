package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.server.adjudicate.Received;

/** Whom an entry points at, before it is looked up. The kiosk's own idea of the member is not evidence. */
sealed interface Evidence {
    /**
     * A card was read.
     *
     * @param token its keyed token, hex
     */
    record Card(String token) implements Evidence {}

    /**
     * A genuine pass was shown.
     *
     * @param passId pass id
     * @param generation its issue count
     * @param window when it is good; empty if the kiosk has judged that
     */
    record Pass(String passId, int generation, Optional<Window> window) implements Evidence {}

    /**
     * When a pass is good.
     *
     * @param from first moment
     * @param until end
     */
    record Window(Instant from, Instant until) {
        /** Why a pass is not good at that time, if it is not. */
        Optional<PassRefusal> refusal(Instant at) {
            if (at.isBefore(from)) {
                return Optional.of(PassRefusal.NOT_YET);
            }
            return at.isAfter(until) ? Optional.of(PassRefusal.EXPIRED) : Optional.empty();
        }
    }

    /**
     * A sealed text that the server opened, and that is no good pass.
     *
     * @param why first check that failed
     */
    record NoPass(PassRefusal why) implements Evidence {}

    /**
     * Staff named the member.
     *
     * @param member member id
     */
    record ByHand(String member) implements Evidence {}

    /**
     * Staff gave a member a temporary card.
     *
     * @param token its keyed token, hex
     * @param member member id
     */
    record Lending(String token, String member) implements Evidence {}

    /** Nobody. */
    record Nobody() implements Evidence {}

    /** Opens what a kiosk without a roster sealed. */
    @FunctionalInterface
    interface Opener {
        /** What a sealed text holds; {@link Nobody} if it cannot be opened. */
        Evidence open(String sealed);
    }

    /** The evidence of an entry. */
    static Evidence of(Received received, Opener opener) {
        if (received instanceof Received.Readable readable) {
            JournalEvent event = readable.entry().event();
            if (event instanceof JournalEvent.Scan scan) {
                return ofScan(scan, opener);
            }
            if (event instanceof JournalEvent.Manual manual) {
                return new ByHand(manual.member());
            }
            if (event instanceof JournalEvent.Linked linked) {
                return new Lending(linked.token(), linked.member());
            }
        }
        return new Nobody();
    }

    private static Evidence ofScan(JournalEvent.Scan scan, Opener opener) {
        if (scan.token().isPresent()) {
            return new Card(scan.token().get());
        }
        if (scan.pass().isPresent()) {
            JournalEvent.PassSeen pass = scan.pass().get();
            return new Pass(pass.passId(), pass.generation(), Optional.empty());
        }
        return scan.sealed().map(opener::open).orElseGet(Nobody::new);
    }
}
