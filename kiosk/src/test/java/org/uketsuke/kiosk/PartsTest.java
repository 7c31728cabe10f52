package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private final Parts parts = new Parts();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void whatTakesInStopsBeforeWhatRecordsAndThatBeforeWhatSends() {
        AutoCloseable screen = () -> stopped.add("screen");
        parts.add(() -> stopped.add("journal"));
        parts.add(screen);
        parts.addBeneath(screen, () -> stopped.add("replication"));
        parts.addBeneath(screen, () -> stopped.add("counters"));
        parts.add(() -> stopped.add("readers"));

        parts.close();

        assertThat(stopped).containsExactly("readers", "screen", "counters", "replication", "journal");
    }

    @Test
    void aPartThatDoesNotStopKeepsNoOtherFromIt() {
        parts.add(() -> stopped.add("journal"));
        parts.add(() -> {
            throw new IllegalStateException("stuck");
        });

        parts.close();
        parts.close();

        assertThat(stopped).containsExactly("journal");
    }
}
