package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** What a test lacks on this machine is never passed over where nothing may be skipped. */
final class PeersTest {
    @Test
    void aTestWithoutItsPeerIsSkippedByName() {
        assertThatThrownBy(() -> Peers.without("the right to mount", false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("needs the right to mount");
    }

    @Test
    void whereNothingMayBeSkippedItFails() {
        assertThatThrownBy(() -> Peers.without("the right to mount", true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("needs the right to mount");
    }
}
