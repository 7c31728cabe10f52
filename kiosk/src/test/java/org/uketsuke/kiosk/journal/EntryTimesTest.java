package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is known without asking the disk stays small, however long the booth runs. */
final class EntryTimesTest {
    private static final Instant NINE = Instant.parse("2026-11-23T00:00:00Z");

    private final EntryTimes times = new EntryTimes();

    @Test
    void theLatestEntriesAreKnownAndOldOnesAreForgotten() {
        for (int seq = 1; seq <= 30_000; seq++) {
            times.note("j", seq, NINE.plusSeconds(seq));
        }

        assertThat(times.of("j", 30_000)).contains(NINE.plusSeconds(30_000));
        assertThat(times.of("j", 20_001)).isPresent();
        assertThat(times.of("j", 1)).isEmpty();
    }

    @Test
    void anEntryThatIsAskedForAgainAndAgainStaysKnown() {
        times.note("j", 1, NINE);
        for (int seq = 2; seq <= 100_000; seq++) {
            times.note("j", seq, NINE);
            if (seq % 5_000 == 0) {
                assertThat(times.of("j", 1)).contains(NINE);
            }
        }
    }

    @Test
    void aNumberCountsInItsOwnJournal() {
        times.note("j", 1, NINE);

        assertThat(times.of("k", 1)).isEmpty();
        times.forget();
        assertThat(times.of("j", 1)).isEmpty();
    }
}
