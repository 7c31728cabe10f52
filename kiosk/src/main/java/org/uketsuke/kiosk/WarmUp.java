package org.uketsuke.kiosk;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.checkin.MaskedName;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Rehearsal;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.RawToken;

/**
 * Taps without a card, a record or a result, so that the first of the day is as quick as the thousandth: a fresh JVM runs
 * new code ten times slower than code it has seen often. Half of them are of listed cards, half of unknown ones.
 */
final class WarmUp {
    private static final long NANOS_MAX = 2_000_000_000L;
    private static final int LISTED_CARDS = 500;

    private final Judging judging;
    private final Journal journal;
    private final MeetingFacts meeting;
    private final LongSupplier nanoTime;

    /**
     * Not begun yet.
     *
     * @param judging judges as for a tap
     * @param journal whose way of appending is rehearsed
     * @param meeting that the booth serves
     * @param nanoTime the device's monotonic clock
     */
    WarmUp(Judging judging, Journal journal, MeetingFacts meeting, LongSupplier nanoTime) {
        this.judging = judging;
        this.journal = journal;
        this.meeting = meeting;
        this.nanoTime = nanoTime;
    }

    /** Taps so many times, or fewer on a slow machine: physicians wait for the end of it. */
    void run(int times, Optional<Roster> roster) {
        long endNanos = nanoTime.getAsLong() + NANOS_MAX;
        List<CardToken> listed = roster.map(it -> it.someTokens(LISTED_CARDS)).orElse(List.of());
        Seen seen = new Seen(meeting.id(), ZoneId.of(meeting.zone()));
        try (Rehearsal rehearsal = journal.rehearsal()) {
            for (int i = 0; i < times && nanoTime.getAsLong() - endNanos < 0; i++) {
                RawToken raw = RawToken.of(Medium.FELICA, "%016X".formatted(i));
                tap(judging.judge(new Scan.Card(raw, "warm-up", "warm-up"), roster), rehearsal, seen);
                if (!listed.isEmpty()) {
                    CardToken card = listed.get(i % listed.size());
                    tap(judging.rehearse(card, raw, roster.get()), rehearsal, seen);
                }
            }
        }
    }

    private static void tap(Judging.Judged judged, Rehearsal rehearsal, Seen seen) {
        judged.event().ifPresent(event -> seen.take(rehearsal.append(event).entry()));
        judged.decision().member().ifPresent(MaskedName::of);
    }
}
