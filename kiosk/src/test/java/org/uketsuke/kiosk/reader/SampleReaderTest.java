package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;

/** Cards held to the reader in memory come through the reader loop as those of a real one. */
@Timeout(60)
final class SampleReaderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CARDS = 20;

    private final SampleReader reader = new SampleReader();
    private final Scans scans = new Scans();

    @ParameterizedTest
    @EnumSource(Platform.class)
    void everyCardIsReadOnceWithTheProfileOfTheRealReader(Platform platform) throws Exception {
        List<Scan> expected = new ArrayList<>();

        try (Readers readers = start(platform)) {
            for (int card = 0; card < CARDS; card++) {
                assertThat(reader.awaitsCardWithin(PATIENCE)).isTrue();
                reader.hold(idm(card));
                scans.atLeast(card + 1);
                reader.take();
                expected.add(new Scan.Card(RawToken.of(Medium.FELICA, idm(card)), "felica-idm", "sony-rc-s300"));
            }

            assertThat(reader.awaitsCardWithin(PATIENCE)).isTrue();
            assertThat(readers.status()).hasSize(1);
        }
        assertThat(scans.all()).isEqualTo(expected);
    }

    @Test
    void nobodyWaitsAtAReaderThatNothingReads() throws Exception {
        assertThat(reader.awaitsCardWithin(Duration.ofMillis(1))).isFalse();
    }

    private Readers start(Platform platform) {
        return reader.start(
                HardwareProfiles.load(platform, Optional.empty()),
                Optional.empty(),
                scans,
                System::nanoTime,
                changes -> {});
    }

    private static String idm(int card) {
        return "0114%012X".formatted(card);
    }
}
