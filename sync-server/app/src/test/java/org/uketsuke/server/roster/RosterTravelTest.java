package org.uketsuke.server.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.storage.Engine;

/** A roster's file on its way to a kiosk. */
final class RosterTravelTest {
    @TempDir
    Path folder;

    private static byte[] sha256(byte[] file) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(file);
    }

    @Test
    void theSnapshotTravelsWholeWhetherOrNotTheKioskTakesItCompressed() throws Exception {
        try (RunningServer server = RunningServer.start(Engine.SQLITE, folder)) {
            SmallSociety.into(server.storage());
            SmallSociety.specialist(server.storage(), "m-1", "1001", "山田", "太郎");
            KioskClient kiosk = new KioskClient(server);
            kiosk.enrol(SmallSociety.code(server));
            RosterManifest manifest = kiosk.get("/roster?after=0")
                    .as(RosterAnswer.class)
                    .snapshot()
                    .orElseThrow();
            String path = "/roster/snapshots/" + manifest.version();
            Instant now = server.clock().instant();

            byte[] plain = kiosk.send(kiosk.signed("GET", path, new byte[0], now)
                            .header("Accept-Encoding", "identity")
                            .build())
                    .body();
            byte[] gzip = kiosk.send(kiosk.signed("GET", path, new byte[0], now.plusSeconds(1))
                            .header("Accept-Encoding", "gzip")
                            .build())
                    .body();

            assertThat(manifest.sha256())
                    .isEqualTo(HexFormat.of().formatHex(sha256(plain)))
                    .isEqualTo(HexFormat.of()
                            .formatHex(sha256(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())));
            assertThat(manifest.members()).isEqualTo(1);
        }
    }
}
