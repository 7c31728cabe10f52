package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class JournalKeeperTest {
    @Test
    void whateverARoundMeetsTheNextOneComes() {
        assertThatCode(() -> JournalKeeper.quietly(() -> {
                    throw new IllegalStateException("played");
                }))
                .doesNotThrowAnyException();
        assertThatCode(() -> JournalKeeper.quietly(() -> {
                    throw new OutOfMemoryError("played");
                }))
                .doesNotThrowAnyException();
    }
}
