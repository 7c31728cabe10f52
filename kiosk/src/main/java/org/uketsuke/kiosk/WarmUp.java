package org.uketsuke.kiosk;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.uketsuke.kiosk.checkin.MaskedName;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Rehearsal;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/**
 * Taps without a card, a record or a result, so that the first of the day is as quick as the thousandth: a fresh JVM takes
 * twice as long for a tap as one that has seen ten thousand. Half of them are of listed cards, half of unknown ones.
 */
final class WarmUp {
    /** Twice what it takes until the JVM has compiled the way of a tap for good; about four seconds of one processor. */
    static final int ROUNDS = 20_000;

    /** For a slow machine, and for a booth without a roster, where each card is sealed. */
    private static final long NANOS_MAX = 10_000_000_000L;

    private static final int LISTED_CARDS = 500;
    private static final CardToken LOWEST = new CardToken("0".repeat(64));

    private final Judging judging;
    private final Journal journal;
    private final Supplier<Optional<Roster>> roster;
    private final LongSupplier nanoTime;
    private final Seen seen = new Seen("", ZoneOffset.UTC);
    private Optional<Roster> known = Optional.empty();
    private List<CardToken> listed = List.of();

    /**
     * Not begun yet.
     *
     * @param judging judges as for a tap; nobody else's
     * @param journal whose way of appending is rehearsed
     * @param roster the one in use
     * @param nanoTime the device's monotonic clock
     */
    WarmUp(Judging judging, Journal journal, Supplier<Optional<Roster>> roster, LongSupplier nanoTime) {
        this.judging = judging;
        this.journal = journal;
        this.roster = roster;
        this.nanoTime = nanoTime;
    }

    /** Taps {@link #ROUNDS} times, unless time runs out or the thread is interrupted. */
    void run() {
        long endNanos = nanoTime.getAsLong() + NANOS_MAX;
        try (Rehearsal rehearsal = journal.rehearsal()) {
            for (int i = 0; i < ROUNDS && nanoTime.getAsLong() - endNanos < 0 && !interrupted(); i++) {
                follow(roster.get());
                RawToken raw = RawToken.of(Medium.FELICA, "%016X".formatted(i));
                tap(judging.judge(new Scan.Card(raw, "warm-up", "warm-up"), known), rehearsal);
                if (known.isPresent() && !listed.isEmpty()) {
                    tap(judging.rehearse(listed.get(i % listed.size()), raw, known.get()), rehearsal);
                }
            }
        }
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    private void follow(Optional<Roster> now) {
        if (!now.equals(known)) {
            known = now;
            listed = now.map(it -> it.someTokens(LOWEST, LISTED_CARDS)).orElse(List.of());
        }
    }

    private void tap(Judging.Judged judged, Rehearsal rehearsal) {
        judged.event().ifPresent(event -> seen.take(rehearsal.append(event).entry()));
        judged.decision().member().ifPresent(MaskedName::of);
    }
}
