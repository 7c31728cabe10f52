package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;

class SeenTest {
    private static final Instant NINE_IN_TOKYO = Instant.parse("2026-10-16T00:00:00Z");

    private final Seen seen = new Seen("m1", ZoneId.of("Asia/Tokyo"));

    @Test
    void theFirstRegistrationCounts() {
        take(1, scan("m1", "alice", Outcome.ACCEPTED));
        take(2, scan("m1", "alice", Outcome.ALREADY));

        assertThat(seen.firstAt("alice")).contains(at(1));
        assertThat(seen.firstAt("bob")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ACCEPTED", "ALREADY", "PREVIOUS_CARD"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatRegisteredNobodyIsNotSeen(Outcome outcome) {
        take(1, scan("m1", "alice", outcome));

        assertThat(seen.firstAt("alice")).isEmpty();
    }

    @Test
    void anotherMeetingDoesNotCount() {
        take(1, scan("m2", "alice", Outcome.ACCEPTED));

        assertThat(seen.firstAt("alice")).isEmpty();
    }

    @Test
    void onceTheFirstIsVoidedTheNextIsTheFirst() {
        take(1, scan("m1", "alice", Outcome.ACCEPTED));
        take(2, scan("m1", "alice", Outcome.ALREADY));
        take(3, new JournalEvent.Voided(1, "staff", "wrong"));
        assertThat(seen.firstAt("alice")).contains(at(2));

        take(4, new JournalEvent.Voided(2, "staff", "wrong"));
        assertThat(seen.firstAt("alice")).isEmpty();
    }

    @Test
    void voidingWhatIsNotThereChangesNothing() {
        take(1, scan("m1", "alice", Outcome.ACCEPTED));
        take(2, new JournalEvent.Voided(7, "staff", "wrong"));
        take(3, new JournalEvent.Voided(2, "staff", "wrong"));

        assertThat(seen.firstAt("alice")).contains(at(1));
    }

    @Test
    void whoWasRegisteredByHandIsSeen() {
        take(
                1,
                new JournalEvent.Manual(
                        "m1",
                        Optional.empty(),
                        Direction.NONE,
                        Optional.empty(),
                        "alice",
                        "staff",
                        "no card",
                        List.of(),
                        Optional.empty()));

        assertThat(seen.firstAt("alice")).contains(at(1));
    }

    @Test
    void scansAreCountedByTheDayOfTheMeetingsZone() {
        seen.take(entry(1, Instant.parse("2026-10-15T14:59:59Z"), scan("m1", "alice", Outcome.ACCEPTED)));
        seen.take(entry(2, Instant.parse("2026-10-15T15:00:00Z"), scan("m1", "bob", Outcome.ACCEPTED)));
        seen.take(entry(3, NINE_IN_TOKYO, scan("m1", "bob", Outcome.ALREADY)));
        seen.take(entry(4, NINE_IN_TOKYO, new JournalEvent.Voided(2, "staff", "wrong")));

        assertThat(seen.scansOn(LocalDate.parse("2026-10-15"))).isEqualTo(1);
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isEqualTo(1);
        assertThat(seen.scansOn(LocalDate.parse("2026-10-17"))).isZero();
    }

    @Test
    void timesAreThoseOfTheClockAsItWasCorrectedThen() {
        Optional<ClockOffset> behind = Optional.of(new ClockOffset(3_600_000, 3, 0));
        Instant device = Instant.parse("2026-10-15T14:30:00Z");

        seen.take(new JournalEntry(
                1, device, 0, "0".repeat(16), behind, Optional.empty(), scan("m1", "alice", Outcome.ACCEPTED)));

        assertThat(seen.firstAt("alice")).contains(device.plusSeconds(3_600));
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isEqualTo(1);
    }

    @Test
    void aTouchAtARoomsDoorIsForItsSessionAndNoRegistrationForTheMeeting() {
        take(1, touch("alice", "s1", Direction.IN, Outcome.ACCEPTED));
        take(2, touch("alice", "s1", Direction.OUT, Outcome.PREVIOUS_CARD));
        take(3, touch("alice", "s1", Direction.OUT, Outcome.ALREADY));
        take(4, byHand("alice", "s2", Direction.IN));

        assertThat(seen.firstAt("alice")).isEmpty();
        assertThat(seen.entriesOf("alice")).isEmpty();
        assertThat(seen.firstAt("alice", "s1", Direction.IN)).contains(at(1));
        assertThat(seen.firstAt("alice", "s1", Direction.OUT)).contains(at(2));
        assertThat(seen.entriesOf("alice", "s1", Direction.OUT)).containsExactly(2L, 3L);
        assertThat(seen.firstAt("alice", "s2", Direction.IN)).contains(at(4));
        assertThat(seen.firstAt("alice", "s2", Direction.OUT)).isEmpty();
        assertThat(seen.firstAt("bob", "s1", Direction.IN)).isEmpty();
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isEqualTo(4);
    }

    @Test
    void whoCameInWithoutATermCameInAndIsNotRegistered() {
        take(1, touch("alice", "s1", Direction.IN, Outcome.NO_TERM));

        assertThat(seen.firstAt("alice", "s1", Direction.IN)).isEmpty();
        assertThat(seen.knownOf("alice").came("s1", Direction.IN)).isTrue();
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isZero();
        take(2, new JournalEvent.Voided(1, "staff", "wrong"));
        assertThat(seen.knownOf("alice").came("s1", Direction.IN)).isFalse();
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"TOO_EARLY", "TOO_LATE", "WRONG_SESSION", "STOPPED_CARD", "UNKNOWN_CARD"})
    void aTouchThatWasInVainIsNone(Outcome outcome) {
        take(1, touch("alice", "s1", Direction.IN, outcome));

        assertThat(seen.knownOf("alice").came("s1", Direction.IN)).isFalse();
    }

    @Test
    void aVoidedTouchLeavesTheNextAndTheOtherWay() {
        take(1, touch("alice", "s1", Direction.IN, Outcome.ACCEPTED));
        take(2, touch("alice", "s1", Direction.IN, Outcome.ALREADY));
        take(3, touch("alice", "s1", Direction.OUT, Outcome.ACCEPTED));
        take(4, new JournalEvent.Voided(1, "staff", "wrong"));

        assertThat(seen.firstAt("alice", "s1", Direction.IN)).contains(at(2));
        assertThat(seen.firstAt("alice", "s1", Direction.OUT)).contains(at(3));
        assertThat(seen.scansOn(LocalDate.parse("2026-10-16"))).isEqualTo(2);
    }

    @Test
    void touchesAreKnownUnderNewNumbersAndWithoutAny() {
        take(1, touch("alice", "s1", Direction.IN, Outcome.ACCEPTED));
        take(2, touch("bob", "s1", Direction.IN, Outcome.NO_TERM));

        Seen renumbered = seen.renumbered(Map.of(2L, 7L));
        Seen anew = new Seen("m1", ZoneId.of("Asia/Tokyo"));
        anew.take(entry(1, at(9), touch("alice", "s1", Direction.OUT, Outcome.ACCEPTED)));
        anew.keepFrom(seen);

        assertThat(renumbered.firstAt("alice", "s1", Direction.IN)).contains(at(1));
        assertThat(renumbered.knownOf("bob").came("s1", Direction.IN)).isTrue();
        renumbered.take(entry(8, at(8), new JournalEvent.Voided(7, "staff", "wrong")));
        assertThat(renumbered.knownOf("bob").came("s1", Direction.IN)).isFalse();
        assertThat(anew.firstAt("alice", "s1", Direction.IN)).contains(at(1));
        assertThat(anew.firstAt("alice", "s1", Direction.OUT)).contains(at(9));
        assertThat(anew.knownOf("bob").came("s1", Direction.IN)).isTrue();
    }

    private static JournalEvent byHand(String member, String session, Direction direction) {
        return new JournalEvent.Manual(
                "m1",
                Optional.of(session),
                direction,
                Optional.of("A"),
                member,
                "staff",
                "no card",
                List.of(),
                Optional.empty());
    }

    private static JournalEvent touch(String member, String session, Direction direction, Outcome outcome) {
        return new JournalEvent.Scan(
                "m1",
                Optional.of(session),
                direction,
                Optional.of("A"),
                Medium.FELICA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(member),
                Optional.empty(),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "reader");
    }

    private void take(long seq, JournalEvent event) {
        seen.take(entry(seq, at(seq), event));
    }

    private static Instant at(long seq) {
        return NINE_IN_TOKYO.plusSeconds(seq);
    }

    private static JournalEntry entry(long seq, Instant at, JournalEvent event) {
        return new JournalEntry(seq, at, 0, "0".repeat(16), Optional.empty(), Optional.empty(), event);
    }

    private static JournalEvent scan(String meeting, String member, Outcome outcome) {
        return new JournalEvent.Scan(
                meeting,
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                Medium.FELICA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(member),
                Optional.empty(),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "reader");
    }
}
