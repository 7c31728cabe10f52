package org.uketsuke.kiosk.reader;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.rig.VirtualCard;

/** What a sink hears of a card besides its scan. */
class ReadingToldTest {
    private static final String READER = "ACS ACR122U PICC Interface 00 00";

    private final PlayedCards cards = new PlayedCards();
    private final Scans scans = new Scans();

    @Test
    void theSinkHearsThatACardIsBeingReadAndThatItWas() {
        HardwareProfiles profiles = HardwareProfiles.load(Platform.LINUX, Optional.empty());
        cards.plugIn(READER);
        Readers readers = Readers.start(profiles, Optional.empty(), cards, scans, System::nanoTime, status -> {});
        try (readers) {
            cards.hold(READER, VirtualCard.felica("0139000000000001"));

            await("what the sink heard")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> scans.told().equals(List.of("reading", "scan", "ended")));
        }
    }
}
