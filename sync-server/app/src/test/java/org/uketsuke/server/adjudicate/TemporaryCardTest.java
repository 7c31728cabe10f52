package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.uketsuke.server.adjudicate.Facts.Lent;
import org.uketsuke.server.adjudicate.TemporaryCard.Moment;

/** Whose a temporary card is, by the clocks alone. */
final class TemporaryCardTest {
    private static final Instant NINE = Instant.parse("2026-10-16T00:00:00Z");

    private static Moment at(long seconds, String run) {
        return new Moment(NINE.plusSeconds(seconds), run, seconds * 1000);
    }

    private static TemporaryCard link(String member, long seconds, String run) {
        return new TemporaryCard(member, true, at(seconds, run));
    }

    private static Optional<Lent> of(String member) {
        return Optional.of(new Lent(Optional.of(member), true));
    }

    private static final Optional<Lent> IN_DOUBT = Optional.of(new Lent(Optional.empty(), false));

    @Test
    void fromTheLinkOnItIsTheMembers() {
        List<TemporaryCard> links = List.of(link("abe", 60, "a"));

        assertThat(TemporaryCard.inForce(links, at(59, "a"))).isEmpty();
        assertThat(TemporaryCard.inForce(links, at(60, "a"))).isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(links, at(59, "b"))).isEmpty();
        assertThat(TemporaryCard.inForce(links, at(61, "b"))).isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(List.of(), at(61, "b"))).isEmpty();
    }

    @Test
    void theLatestLinkBeforeTheTapCounts() {
        List<TemporaryCard> links = List.of(link("abe", 0, "a"), link("baba", 600, "b"));

        assertThat(TemporaryCard.inForce(links, at(500, "c"))).isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(links, at(700, "c"))).isEqualTo(of("baba"));
    }

    @Test
    void betweenMachinesHalfAMinuteIsTooCloseToCallAndWithinOneRunNothingIs() {
        List<TemporaryCard> links = List.of(link("abe", 0, "a"), link("baba", 600, "a"));

        assertThat(TemporaryCard.inForce(links, at(599, "a"))).isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(links, at(601, "a"))).isEqualTo(of("baba"));
        assertThat(TemporaryCard.inForce(links, at(590, "b"))).isEqualTo(IN_DOUBT);
        assertThat(TemporaryCard.inForce(links, at(620, "b"))).isEqualTo(IN_DOUBT);
        assertThat(TemporaryCard.inForce(links, at(570, "b"))).isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(links, at(630, "b"))).isEqualTo(of("baba"));
    }

    @Test
    void twoLinksThatClocksDoNotOrderLeaveAllTapsAfterThemInDoubtUntilTheNextLink() {
        List<TemporaryCard> links = List.of(link("abe", 0, "a"), link("baba", 10, "b"), link("chiba", 7200, "b"));

        assertThat(TemporaryCard.inForce(links, at(3600, "c"))).isEqualTo(IN_DOUBT);
        assertThat(TemporaryCard.inForce(links, at(7300, "c"))).isEqualTo(of("chiba"));
    }

    @Test
    void severalLinksToOneMemberAreNoConflictAndProofSeenOnceIsEnough() {
        TemporaryCard unseen = new TemporaryCard("abe", false, at(0, "a"));

        assertThat(TemporaryCard.inForce(List.of(unseen, link("abe", 10, "b")), at(3600, "c")))
                .isEqualTo(of("abe"));
        assertThat(TemporaryCard.inForce(List.of(unseen), at(3600, "c"))).contains(new Lent(Optional.of("abe"), false));
    }

    @Test
    void theOrderInWhichLinksAreHeardOfDoesNotMatter() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<TemporaryCard> links = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                links.add(link("m" + random.nextInt(3), random.nextInt(200), "r" + random.nextInt(3)));
            }
            Moment tap = at(random.nextInt(220), "r" + random.nextInt(4));
            Optional<Lent> expected = TemporaryCard.inForce(links, tap);

            Collections.shuffle(links, random);

            assertThat(TemporaryCard.inForce(links, tap))
                    .as("seed %d: %s at %s", seed, links, tap)
                    .isEqualTo(expected);
        }
    }
}
