package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SyncStateTest {
    private static final Instant NOW = Instant.parse("2026-10-16T00:00:00Z");

    @Test
    void serverIsCountedOnUntilATryFailsOrAMinuteHasPassed() {
        SyncState reached = SyncState.before().reached(7, NOW);

        assertThat(SyncState.before().online(NOW)).isFalse();
        assertThat(reached.online(NOW.plusSeconds(60))).isTrue();
        assertThat(reached.online(NOW.plusSeconds(61))).isFalse();
        assertThat(reached.failed(SyncTrouble.UNREACHABLE).online(NOW)).isFalse();
    }

    @Test
    void refusalOfTheKioskIsToldThoughItsJournalIsTaken() {
        SyncState revoked = SyncState.before().reached(7, NOW).with(Optional.of(SyncTrouble.REVOKED));

        assertThat(revoked.trouble()).contains(SyncTrouble.REVOKED);
        assertThat(revoked.online(NOW)).isTrue();
        assertThat(revoked.with(Optional.empty())).isEqualTo(revoked);
    }

    @Test
    void refusalOfTheJournalComesFirstAndAPassingTroubleLast() {
        SyncState before = SyncState.before();

        assertThat(before.failed(SyncTrouble.FOREIGN_JOURNAL)
                        .with(Optional.of(SyncTrouble.REVOKED))
                        .trouble())
                .contains(SyncTrouble.FOREIGN_JOURNAL);
        assertThat(before.failed(SyncTrouble.BUSY)
                        .with(Optional.of(SyncTrouble.REVOKED))
                        .trouble())
                .contains(SyncTrouble.REVOKED);
    }

    @Test
    void everyProblemOfTheServerMeansOneOfTheListAndThoseOfTheFutureARefusal() {
        assertThat(SyncTrouble.ofProblem("/problems/revoked-kiosk")).isEqualTo(SyncTrouble.REVOKED);
        assertThat(SyncTrouble.ofProblem("/problems/unknown-kiosk")).isEqualTo(SyncTrouble.NOT_ENROLLED);
        assertThat(SyncTrouble.ofProblem("/problems/signature")).isEqualTo(SyncTrouble.NOT_AUTHENTIC);
        assertThat(SyncTrouble.ofProblem("/problems/foreign-journal")).isEqualTo(SyncTrouble.FOREIGN_JOURNAL);
        assertThat(SyncTrouble.ofProblem("/problems/clock")).isEqualTo(SyncTrouble.CLOCK);
        assertThat(SyncTrouble.ofProblem("/problems/of-the-future")).isEqualTo(SyncTrouble.REFUSED);
        assertThat(SyncTrouble.REFUSED.refused()).isTrue();
    }
}
