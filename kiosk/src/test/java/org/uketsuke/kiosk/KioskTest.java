package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.SealedToken;

/** A booth starts whole or not at all. */
final class KioskTest {
    private static final Pattern NO_READER = Pattern.compile("no reader of this name");
    private static final String NOBODY = "http://127.0.0.1:9";

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @BeforeEach
    void enrol() {
        assertThat(KioskKey.of(folder, random).publicKey()).hasSize(32);
        byte[] sealingKey =
                SealedToken.rawPublicKey(SealedToken.newSealingKey(random).getPublic());
        new Enrolment(
                        NOBODY,
                        "k-1",
                        TestBooth.assignment(SampleRoster.MEETING),
                        base64(SampleRoster.serverKey()),
                        base64(sealingKey))
                .write(folder);
    }

    @Test
    void aTakenPortLeavesNoOpeningOnRecordAndTheFolderFree() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(other.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is taken");
        }
        assertThat(recorded()).isEmpty();

        try (Kiosk kiosk = start(0)) {
            assertThat(kiosk.screenUrl()).startsWith("http://127.0.0.1:");
        }
        assertThat(recorded()).singleElement().isInstanceOf(JournalEvent.Opened.class);
    }

    private Kiosk start(int port) throws Exception {
        KioskSettings settings = new KioskSettings(
                folder,
                port,
                Optional.of(NO_READER),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                DutySettings.none(),
                "test");
        return Kiosk.start(settings, Clock.systemUTC(), System::nanoTime, random);
    }

    private List<JournalEvent> recorded() throws Exception {
        List<JournalEvent> events = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(folder)) {
            journal.forEach(0, entry -> events.add(entry.event()));
        }
        return events;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
