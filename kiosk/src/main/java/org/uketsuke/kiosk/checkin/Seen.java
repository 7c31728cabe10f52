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
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Outcome;

/**
 * Whom this kiosk registered for a meeting and for its sessions, and which temporary cards it gave, in memory; made anew from the
 * journal at every start. A touch at the door of a room is none for the meeting. A voided entry counts no more; the person's next one, if any, is then the first. For one thread at a time.
 */
public final class Seen {
    private final String meeting;
    private final ZoneId zone;
    private final Registrations<String> registrations;
    private final SessionTouches touches;
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
        this(meeting, zone, new Registrations<>(), new SessionTouches());
    }

    private Seen(String meeting, ZoneId zone, Registrations<String> registrations, SessionTouches touches) {
        this.meeting = meeting;
        this.zone = zone;
        this.registrations = registrations;
        this.touches = touches;
    }

    /** Meeting id. */
    public String meeting() {
        return meeting;
    }

    /** Takes in an entry of the journal, in order; one that was taken in already changes nothing. */
    public void take(JournalEntry entry) {
        if (entry.event() instanceof JournalEvent.Scan scan) {
            if (scan.meeting().equals(meeting)) {
                scan.member().ifPresentOrElse(member -> take(scan, member, entry), () -> unnamed(scan));
            }
        } else if (entry.event() instanceof JournalEvent.Manual manual) {
            if (manual.meeting().equals(meeting)) {
                take(manual, entry);
            }
        } else if (entry.event() instanceof JournalEvent.Linked linked) {
            if (linked.meeting().equals(meeting)) {
                link(linked, entry.seq());
            }
        } else if (entry.event() instanceof JournalEvent.Voided voided) {
            cancel(voided.voids());
        }
    }

    private void unnamed(JournalEvent.Scan scan) {
        if (scan.outcome() == Outcome.NO_ROSTER && scan.direction() == Direction.IN) {
            scan.session().ifPresent(touches::unnamed);
        }
    }

    private void take(JournalEvent.Scan scan, String member, JournalEntry entry) {
        boolean counts = registers(scan.outcome());
        if (scan.room().isEmpty()) {
            if (counts) {
                register(member, entry);
            }
        } else if (scan.session().isPresent() && (counts || scan.outcome() == Outcome.NO_TERM)) {
            touch(member, scan.session().get(), scan.direction(), counts, entry);
        }
    }

    private void take(JournalEvent.Manual manual, JournalEntry entry) {
        if (manual.room().isEmpty()) {
            register(manual.member(), entry);
        } else if (manual.session().isPresent()) {
            touch(manual.member(), manual.session().get(), manual.direction(), true, entry);
        }
    }

    private void touch(String member, String session, Direction direction, boolean counts, JournalEntry entry) {
        Instant at = Moment.of(entry.at(), entry.offset()).at();
        if (touches.register(entry.seq(), member, session, direction, counts, at) && counts) {
            count(at, 1);
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
            count(at, 1);
        }
    }

    private void count(Instant at, long scans) {
        scansByDate.merge(LocalDate.ofInstant(at, zone), scans, Long::sum);
    }

    private void cancel(long seq) {
        String token = tokenBySeq.remove(seq);
        if (token != null) {
            temporaryCards.getOrDefault(token, new TreeMap<>()).remove(seq);
        }
        registrations.cancel(seq).or(() -> touches.cancel(seq)).ifPresent(at -> count(at, -1));
    }

    /** When a member was registered first, by the device's clock as corrected then; empty if not registered here. */
    public Optional<Instant> firstAt(String member) {
        return registrations.firstAt(member);
    }

    /** Numbers of the entries that registered a member and were not voided, first to last. */
    public List<Long> entriesOf(String member) {
        return registrations.entriesOf(member);
    }

    /** When a member was registered first for a session, one way; empty if not registered here. */
    public Optional<Instant> firstAt(String member, String session, Direction direction) {
        return touches.firstAt(member, session, direction);
    }

    /** When a member touched first for a session, one way, with or without a term; empty if not here. */
    public Optional<Instant> cameAt(String member, String session, Direction direction) {
        return touches.cameAt(member, session, direction);
    }

    /** Numbers of the entries that registered a member for a session, one way, and were not voided, first to last. */
    public List<Long> entriesOf(String member, String session, Direction direction) {
        return touches.entriesOf(member, session, direction);
    }

    /** What is known of a member at the door of a room; who came in without a term came in, too. */
    public SessionDoor.Known knownOf(String member) {
        return new SessionDoor.Known() {
            @Override
            public boolean came(String session, Direction direction) {
                return cameAt(member, session, direction).isPresent();
            }

            @Override
            public boolean sawWhoCameIn(String session) {
                return touches.sawWhoCameIn(session);
            }
        };
    }

    /** Member for whom a temporary card stands, by the card's token; the card given last counts. */
    public Optional<String> temporaryCardOf(CardToken token) {
        TreeMap<Long, String> links = temporaryCards.get(token.hex());
        return links == null || links.isEmpty()
                ? Optional.empty()
                : Optional.of(links.lastEntry().getValue());
    }

    /** Scans that registered somebody on a day, for the meeting or a session. */
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
        Seen renumbered = new Seen(meeting, zone, registrations.renumbered(newSeqs), touches.renumbered(newSeqs));
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
        touches.keepFrom(earlier.touches);
        earlier.temporaryCards.forEach((token, links) -> {
            if (!links.isEmpty() && !temporaryCards.containsKey(token)) {
                temporaryCards
                        .computeIfAbsent(token, key -> new TreeMap<>())
                        .put(0L, links.lastEntry().getValue());
            }
        });
    }
}
