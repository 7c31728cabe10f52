package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.camera.CodeRead.Kind;

class BeliefTest {
    private final Belief belief = new Belief();

    @Test
    void sharpCodesAndPassesAreBelievedAtOnce() {
        assertThat(seen("CARD 1", Kind.SHARP)).contains("CARD 1");
        assertThat(seen("UKP1ABC", Kind.REPAIRED)).contains("UKP1ABC");
    }

    @Test
    void othersAreBelievedWhenTwoPicturesInARowGiveTheSame() {
        for (Kind kind : new Kind[] {Kind.REPAIRED, Kind.BARS}) {
            assertThat(seen("CARD 2", kind)).isEmpty();
            assertThat(seen("CARD 3", kind)).isEmpty();
            assertThat(belief.believed(Optional.empty())).isEmpty();
            assertThat(seen("CARD 3", kind)).isEmpty();
            assertThat(seen("CARD 3", kind)).contains("CARD 3");
        }
    }

    @Test
    void barsAreNeverTakenForAPassAtOnce() {
        assertThat(seen("UKP1ABC", Kind.BARS)).isEmpty();
    }

    private Optional<String> seen(String text, Kind kind) {
        return belief.believed(Optional.of(new CodeRead(text, kind)));
    }
}
