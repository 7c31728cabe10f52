package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.SessionStay.Verdict;
import org.uketsuke.server.credit.SessionRule;

/** What holds for any agenda and any touches; the seed is told with what fails. */
final class SessionJudgementPropertiesTest {
    private static final int DAYS = 400;
    private static final long DAY_LIMIT = 250;
    private static final long MEETING_LIMIT = 430;
    private static final List<String> ROOMS = List.of("hall", "annex");

    private static void forAnyDay(BiConsumer<Random, SessionDay> property) {
        long seed = new Random().nextLong();
        for (int i = 0; i < DAYS; i++) {
            Random random = new Random(seed + i);
            try {
                property.accept(random, day(random));
            } catch (AssertionError e) {
                throw new AssertionError("with seed " + (seed + i) + ": " + e.getMessage(), e);
            }
        }
    }

    /** Every other day is crowded: short sessions close to each other, so that one touch can be within the times of several. */
    private static SessionDay day(Random random) {
        boolean crowded = random.nextBoolean();
        int minutes = crowded ? 60 : 500;
        SessionDay day = new SessionDay().specialist().qualification("instructor", "2024-04-01", "2029-03-31");
        int sessions = 1 + random.nextInt(6);
        for (int i = 0; i < sessions; i++) {
            int start = 8 * 60 + 10 * random.nextInt(minutes / 10);
            day.session(
                    "s" + i,
                    room(random),
                    time(start),
                    time(start + (crowded ? 10 : 30) + 10 * random.nextInt(crowded ? 2 : 6)),
                    rule(random),
                    50 + 50L * random.nextInt(5));
        }
        int touches = random.nextInt(25);
        for (int i = 0; i < touches; i++) {
            day.add(claim(random, sessions), SessionDay.at(time(8 * 60 - 20 + random.nextInt(minutes + 100))));
        }
        return day;
    }

    private static SessionRule rule(Random random) {
        return SessionDay.limited(
                random.nextInt(4) == 0
                        ? SessionDay.IN_ONLY
                        : SessionDay.rule(Optional.of(SessionDay.PAIR.inBefore()), 20),
                Optional.of(DAY_LIMIT),
                Optional.of(MEETING_LIMIT));
    }

    private static DoorClaim claim(Random random, int sessions) {
        return new DoorClaim(
                room(random),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of("s" + random.nextInt(sessions)),
                random.nextBoolean() ? Direction.IN : Direction.OUT,
                random.nextInt(6) == 0);
    }

    private static String room(Random random) {
        return ROOMS.get(random.nextInt(ROOMS.size()));
    }

    private static String time(int minutes) {
        return "%02d:%02d".formatted(minutes / 60, minutes % 60);
    }

    @Test
    void theOrderInWhichTouchesArriveDecidesNothing() {
        forAnyDay((random, day) -> {
            List<SessionTouch> shuffled = new ArrayList<>(day.touches());
            Collections.shuffle(shuffled, random);
            Collections.shuffle(day.agenda(), random);

            assertThat(day.judged(shuffled)).isEqualTo(day.judged(day.touches()));
        });
    }

    @Test
    void withoutTheTouchesThatTheRuleAsksForThereIsNothing() {
        forAnyDay((random, day) -> day.judged().stays().forEach(stay -> {
            boolean pair = stay.session().rule().orElseThrow().out().isPresent();
            if (stay.in().isEmpty() || pair && stay.out().isEmpty()) {
                assertThat(stay.entitlements()).isEmpty();
                assertThat(stay.verdict()).isNotEqualTo(Verdict.WHOLE);
            }
        }));
    }

    @Test
    void noLimitIsExceededAndNoTimeCountsTwice() {
        forAnyDay((random, day) -> {
            SessionJudgement judged = day.judged();
            Map<String, Long> sums = new HashMap<>();
            judged.stays()
                    .forEach(stay -> stay.entitlements()
                            .forEach(one -> one.award()
                                    .ifPresent(award ->
                                            sums.merge(award.qualification(), award.hundredths(), Long::sum))));
            List<SessionFacts> credited = judged.stays().stream()
                    .filter(SessionStay::gives)
                    .map(SessionStay::session)
                    .toList();

            assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isBetween(1L, DAY_LIMIT));
            for (SessionFacts one : credited) {
                assertThat(credited).filteredOn(other -> other != one).noneMatch(one::overlaps);
            }
            assertThat(judged.stays())
                    .filteredOn(stay -> stay.verdict() == Verdict.OVERLAPS)
                    .allMatch(stay -> credited.stream().anyMatch(stay.session()::overlaps));
        });
    }

    @Test
    void noTouchIsTheWayInToTwoCreditedSessionsOfWhichOneHasNoWayOut() {
        forAnyDay((random, day) -> {
            List<SessionStay> credited =
                    day.judged().stays().stream().filter(SessionStay::gives).toList();
            for (SessionStay one : credited) {
                if (one.session().outWindow().isEmpty()) {
                    assertThat(credited)
                            .filteredOn(other -> other != one)
                            .noneMatch(other -> other.in().equals(one.in()));
                }
            }
        });
    }

    @Test
    void touchWhereThereIsNoSessionChangesNoAward() {
        forAnyDay((random, day) -> {
            List<String> before = day.credits();
            List<SessionTouch> more = new ArrayList<>(day.touches());
            more.add(new SessionTouch(
                    new Origin("other", 1),
                    new DoorClaim("cellar", Optional.of("s0"), Direction.OUT, random.nextBoolean()),
                    SessionDay.at(time(8 * 60 + random.nextInt(600)))));

            assertThat(SessionDay.credits(day.judged(more))).isEqualTo(before);
        });
    }

    @Test
    void aSecondTouchAtTheSameMomentOfTheSameKindChangesNoAward() {
        forAnyDay((random, day) -> {
            List<SessionTouch> more = new ArrayList<>(day.touches());
            day.touches()
                    .forEach(touch -> more.add(
                            new SessionTouch(new Origin("copy", touch.place().seq()), touch.claim(), touch.at())));

            assertThat(SessionDay.credits(day.judged(more))).isEqualTo(day.credits());
        });
    }
}
