package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.uketsuke.protocol.JournalChain;

/** Where a push fits onto a history that the server holds: rules of design §4, without I/O. */
final class Succession {
    private Succession() {}

    /**
     * Hashes that the server holds of a history.
     *
     * @param received its last entry
     * @param hashes from the entry that the push follows on, as far as held
     */
    record Held(long received, List<byte[]> hashes) {}

    /** The finding. */
    sealed interface Fit {
        /**
         * It continues the history.
         *
         * @param fresh entries that are new, none if all are there already
         */
        record Follows(List<Link> fresh) implements Fit {}

        /**
         * It tells another history.
         *
         * @param baseSeq last entry before the histories part
         * @param baseHash hash of that entry
         * @param links the other history from there
         * @param authentic whether the kiosk's signature covers it: the entries, chained onto that base, give the signed head
         */
        record Diverges(long baseSeq, byte[] baseHash, List<Link> links, boolean authentic) implements Fit {}
    }

    /** Compares a push that begins within a history with it. The signature over its head was checked before. */
    static Fit fit(Push push, Held held) {
        byte[] base = held.hashes().get(0);
        List<Link> links = links(push, base);
        byte[] head = links.isEmpty() ? base : links.get(links.size() - 1).hash();
        if (!links.isEmpty() && !HexFormat.of().formatHex(head).equals(push.head())) {
            return new Fit.Diverges(push.after(), base, links, false);
        }
        for (Link link : links) {
            int at = (int) (link.seq() - push.after());
            if (link.seq() <= held.received()
                    && !Arrays.equals(link.hash(), held.hashes().get(at))) {
                byte[] common = at == 1 ? base : links.get(at - 2).hash();
                return new Fit.Diverges(link.seq() - 1, common, links.subList(at - 1, links.size()), true);
            }
        }
        return new Fit.Follows(
                links.stream().filter(link -> link.seq() > held.received()).toList());
    }

    /** Whether a history holds every entry of a push, whatever its head says. */
    static boolean holdsAll(Push push, Held held) {
        if (push.after() > held.received() || push.after() + push.texts().size() > held.received()) {
            return false;
        }
        return links(push, held.hashes().get(0)).stream()
                .allMatch(link -> Arrays.equals(link.hash(), held.hashes().get((int) (link.seq() - push.after()))));
    }

    /** The chain of a push on top of a hash. */
    static List<Link> links(Push push, byte[] base) {
        List<Link> links = new ArrayList<>(push.texts().size());
        byte[] hash = base;
        for (int i = 0; i < push.texts().size(); i++) {
            String text = push.texts().get(i);
            hash = JournalChain.next(hash, text);
            links.add(new Link(
                    push.after() + 1 + i,
                    text,
                    hash,
                    push.entries().get(i),
                    push.evidence().get(i)));
        }
        return links;
    }
}
