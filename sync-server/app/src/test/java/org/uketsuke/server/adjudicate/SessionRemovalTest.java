package org.uketsuke.server.adjudicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.protocol.Direction.IN;
import static org.uketsuke.protocol.Direction.OUT;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What touches go with a session that leaves the agenda. */
final class SessionRemovalTest {
    /** A pair in the hall at 10, one where the way in is enough after it, and one alone in the annex. */
    private static SessionDay day() {
        return new SessionDay()
                .session("a", "hall", "10:00", "11:00", SessionDay.PAIR)
                .session("b", "hall", "11:00", "12:00", SessionDay.IN_ONLY)
                .session("c", "annex", "10:00", "11:00", SessionDay.PAIR);
    }

    private static Map<String, Long> without(SessionDay day, String... gone) {
        return new SessionRemoval(day.agenda(), Set.of(gone)).touches(day.touches());
    }

    @Test
    void touchesThatTheBoothTookToBeForItGoWithItWhateverTheirTime() {
        SessionDay day = day().touch("hall", "a", IN, "08:00").touch("annex", "a", IN, "10:00");

        assertThat(without(day, "a")).containsExactly(Map.entry("a", 2L));
        assertThat(without(day, "b")).isEmpty();
    }

    @Test
    void whoLeftASessionAndDidNotComeToTheNextLeavesThatFree() {
        SessionDay day = day().touch("hall", "a", IN, "10:00").touch("hall", "a", OUT, "10:55");

        assertThat(without(day, "b")).isEmpty();
        assertThat(without(day, "a", "b")).containsExactly(Map.entry("a", 2L), Map.entry("b", 2L));
    }

    @Test
    void touchThatAStayRestsOnGoesWithItThoughTheBoothTookItToBeForAnother() {
        assertThat(without(day().touch("hall", "a", OUT, "10:55"), "b")).containsExactly(Map.entry("b", 1L));
    }

    @Test
    void touchForNoSessionGoesWithEveryoneItFits() {
        SessionDay day = day().touch("hall", "10:55");

        assertThat(without(day, "a")).containsExactly(Map.entry("a", 1L));
        assertThat(without(day, "b")).containsExactly(Map.entry("b", 1L));
        assertThat(without(day, "c")).isEmpty();
    }

    @Test
    void roomThatIsLeftWithoutSessionsTakesAllItsTouchesAlong() {
        SessionDay day = day().touch("annex", "a", IN, "08:00").byHand("annex", "b", IN, "18:00");

        assertThat(without(day, "c")).containsExactly(Map.entry("c", 2L));
    }
}
