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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.Agenda.Session;
import org.uketsuke.protocol.Agenda.Window;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.SealedToken;

/** What the measurements of taps serve: a meeting that is on now, with the sample roster. */
final class SampleBooth {
    /** Port 9 of this machine: nobody answers there. */
    private static final String NO_SERVER = "http://127.0.0.1:9";

    private static final int SESSIONS = 60;
    private static final int ROOMS = 10;
    private static final String ROOM = "the room";

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

    /** The same at the door of one of ten rooms, where a session with both its windows is open all the time. */
    static Assignment atDoor(Assignment reception) {
        Window always = new Window(reception.validFrom(), reception.validTo());
        List<Session> sessions = IntStream.range(0, SESSIONS)
                .mapToObj(i -> new Session(
                        "s" + i,
                        new Text("見本の講習 " + i, "Sample session " + i),
                        i == 0 ? ROOM : "room " + i % ROOMS,
                        reception.validFrom(),
                        reception.validTo(),
                        always,
                        Optional.of(always),
                        0,
                        Optional.empty()))
                .toList();
        Agenda agenda = new Agenda(Optional.of(new Agenda.Door(ROOM, Direction.NONE, true)), sessions);
        return new Assignment(
                reception.society(),
                reception.societyNumber(),
                reception.societyName(),
                reception.meeting(),
                reception.booth(),
                reception.validFrom(),
                reception.validTo(),
                reception.boothKeyCheck(),
                Optional.of(agenda));
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
