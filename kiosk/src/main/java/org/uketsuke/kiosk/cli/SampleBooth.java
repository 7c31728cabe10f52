package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.SealedToken;

/** What the measurements of taps serve: a meeting that is on now, with the sample roster. */
final class SampleBooth {
    /** Port 9 of this machine: nobody answers there. */
    private static final String NO_SERVER = "http://127.0.0.1:9";

    private SampleBooth() {}

    /** The sample meeting, with registration from yesterday to tomorrow. */
    static Assignment assignment(Instant now) {
        Text name = new Text("見本", "Sample");
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        MeetingFacts meeting = new MeetingFacts(
                SampleRoster.MEETING, name, "annual", Optional.empty(), today, today, today, "", "Asia/Tokyo");
        return new Assignment(
                "sample",
                SampleRoster.SOCIETY_NUMBER,
                name,
                meeting,
                "bench",
                now.minus(1, ChronoUnit.DAYS),
                now.plus(1, ChronoUnit.DAYS),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Makes the data folder of an enrolled kiosk that has its roster, and no network.
     *
     * @param folder an empty folder
     * @return the data folder, below it
     */
    static Path enrol(Path folder, int members, Instant now, SecureRandom random) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        KioskKey.of(data, random);
        byte[] sealingKey =
                SealedToken.rawPublicKey(SealedToken.newSealingKey(random).getPublic());
        new Enrolment(NO_SERVER, "bench", assignment(now), base64(SampleRoster.serverKey()), base64(sealingKey))
                .write(data);
        SampleRoster roster = SampleRoster.make(folder.resolve("sample-roster.db"), members, 1);
        SampleRoster.vault(data, random).installSnapshot(roster.manifest(), roster.bytes());
        return data;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
