package org.uketsuke.server.cli;

import java.util.List;
import java.util.Optional;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.enrolment.EnrolledKiosk;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kiosks}: which kiosks a meeting has, and taking back the key of one that was lost. */
@Command(
        name = "kiosks",
        description = {
            "Lists the kiosks of a meeting: id, booth, enrolled, last contact, revoked.",
            "--revoke takes back the key of a lost kiosk: it gets no roster any more, and what it still sends becomes"
                    + " evidence for the office to look at, not credits. That cannot be undone; enrol the kiosk anew."
        })
final class KiosksCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--meeting", required = true, paramLabel = "ID", description = "Which meeting.")
    private String meeting = "";

    @Option(names = "--revoke", paramLabel = "KIOSK", description = "Id of the kiosk, as the list shows it.")
    private Optional<String> revoke = Optional.empty();

    KiosksCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        try (Storage storage = data.open(surroundings)) {
            KioskStore kiosks = new KioskStore(storage);
            revoke.ifPresent(kiosk -> revoke(storage, kiosks, kiosk));
            List<EnrolledKiosk> found = kiosks.ofMeeting(meeting);
            if (found.isEmpty()) {
                throw new CommandFailed(
                        "Meeting %s has no kiosk. Make a code with: kiosk-code --meeting %s --booth NAME"
                                .formatted(meeting, meeting));
            }
            found.forEach(kiosk -> surroundings
                    .out()
                    .println("%s  %s  enrolled %s  last contact %s%s"
                            .formatted(
                                    kiosk.id(),
                                    kiosk.booth(),
                                    kiosk.enrolledAt(),
                                    kiosk.lastSeenAt(),
                                    kiosk.revokedAt()
                                            .map(at -> "  REVOKED " + at)
                                            .orElse(""))));
        }
    }

    private void revoke(Storage storage, KioskStore kiosks, String kiosk) {
        boolean known =
                kiosks.ofMeeting(meeting).stream().anyMatch(one -> one.id().equals(kiosk));
        if (!known) {
            throw new CommandFailed("Meeting %s has no kiosk %s. Without --revoke the command lists those it has."
                    .formatted(meeting, kiosk));
        }
        if (kiosks.revoke(kiosk, surroundings.clock().instant())) {
            new Audit(new AuditStore(storage), surroundings.clock())
                    .record(Audit.COMMAND, Action.KIOSK_REVOKED, kiosk, "");
        }
    }
}
