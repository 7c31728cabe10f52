package org.uketsuke.kiosk.checkin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/**
 * Whom this kiosk registered for a meeting, and which temporary cards it gave, in memory; made anew from the journal at every
 * start. A voided entry counts no more; the person's next one, if any, is then the first. For one thread at a time.
 */
public final class Seen {
    private final String meeting;
    private final ZoneId zone;
    private final Registrations registrations;
    private final Map<LocalDate, Long> scansByDate = new HashMap<>();
    private final Map<String, TreeMap<Long, String>> temporaryCards = new HashMap<>();
    private final Map<Long, String> tokenBySeq = new HashMap<>();

    /**
     * Nobody yet.
     *
     * @param meeting meeting id; entries of other meetings are passed over
     * @param zone in which days are counted
     */
    public Seen(String meeting, ZoneId zone) {
        this(meeting, zone, new Registrations());
    }

    private Seen(String meeting, ZoneId zone, Registrations registrations) {
        this.meeting = meeting;
        this.zone = zone;
        this.registrations = registrations;
    }

    /** Meeting id. */
    public String meeting() {
        return meeting;
    }

    /** Takes in an entry of the journal, in order; one that was taken in already changes nothing. */
    public void take(JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Scan scan) {
            if (scan.meeting().equals(meeting) && registers(scan.outcome())) {
                scan.member().ifPresent(member -> register(member, entry));
            }
        } else if (entry.event() instanceof JournalEvent.Manual manual) {
            if (manual.meeting().equals(meeting)) {
                register(manual.member(), entry);
            }
        } else if (entry.event() instanceof JournalEvent.Linked linked) {
            if (linked.meeting().equals(meeting)) {
                link(linked, entry.seq());
            }
        } else if (entry.event() instanceof JournalEvent.Voided voided) {
            cancel(voided.voids());
        }
    }

    private void link(JournalEvent.Linked linked, long seq) {
        if (tokenBySeq.putIfAbsent(seq, linked.token()) == null) {
            temporaryCards
                    .computeIfAbsent(linked.token(), key -> new TreeMap<>())
                    .put(seq, linked.member());
        }
    }

    private static boolean registers(Outcome outcome) {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.ALREADY || outcome == Outcome.PREVIOUS_CARD;
    }

    private void register(String member, JournalEntry entry) {
        Instant at = Moment.of(entry.at(), entry.offset()).at();
        if (registrations.register(entry.seq(), member, at)) {
            scansByDate.merge(LocalDate.ofInstant(at, zone), 1L, Long::sum);
        }
    }

    private void cancel(long seq) {
        String token = tokenBySeq.remove(seq);
        if (token != null) {
            temporaryCards.getOrDefault(token, new TreeMap<>()).remove(seq);
        }
        registrations.cancel(seq).ifPresent(at -> scansByDate.merge(LocalDate.ofInstant(at, zone), -1L, Long::sum));
    }

    /** When a member was registered first, by the device's clock as corrected then; empty if not registered here. */
    public Optional<Instant> firstAt(String member) {
        return registrations.firstAt(member);
    }

    /** Numbers of the entries that registered a member and were not voided, first to last. */
    public List<Long> entriesOf(String member) {
        return registrations.entriesOf(member);
    }

    /** Member for whom a temporary card stands, by the card's token; the card given last counts. */
    public Optional<String> temporaryCardOf(CardToken token) {
        TreeMap<Long, String> links = temporaryCards.get(token.hex());
        return links == null || links.isEmpty()
                ? Optional.empty()
                : Optional.of(links.lastEntry().getValue());
    }

    /** Scans that registered somebody on a day. */
    public long scansOn(LocalDate date) {
        return scansByDate.getOrDefault(date, 0L);
    }

    /**
     * The same people after the journal went on in a new file.
     *
     * @param newSeqs new numbers of the entries that were carried over, by their old ones; whose entry was not stays
     *     registered, though it cannot be voided any more
     */
    public Seen renumbered(Map<Long, Long> newSeqs) {
        Seen renumbered = new Seen(meeting, zone, registrations.renumbered(newSeqs));
        temporaryCards.forEach((token, links) -> links.forEach((seq, member) -> {
            long newSeq = newSeqs.getOrDefault(seq, 0L);
            renumbered
                    .temporaryCards
                    .computeIfAbsent(token, key -> new TreeMap<>())
                    .putIfAbsent(newSeq, member);
            if (newSeq > 0) {
                renumbered.tokenBySeq.put(newSeq, token);
            }
        }));
        renumbered.scansByDate.putAll(scansByDate);
        return renumbered;
    }

    /** Scans that registered somebody, by day; a copy. */
    public Map<LocalDate, Long> scansByDate() {
        return Map.copyOf(scansByDate);
    }

    /**
     * Takes over whom an earlier journal registered and this one does not tell of: they stay registered, though their
     * entries cannot be voided here any more.
     */
    public void keepFrom(Seen earlier) {
        registrations.keepFrom(earlier.registrations);
        earlier.temporaryCards.forEach((token, links) -> {
            if (!links.isEmpty() && !temporaryCards.containsKey(token)) {
                temporaryCards
                        .computeIfAbsent(token, key -> new TreeMap<>())
                        .put(0L, links.lastEntry().getValue());
            }
        });
    }
}
