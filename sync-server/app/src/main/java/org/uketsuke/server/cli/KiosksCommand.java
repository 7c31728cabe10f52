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
            "Lists the kiosks of a meeting: id, society, booth, enrolled, last contact, revoked.",
            "--revoke takes back the key of a lost kiosk: it gets no roster any more, and what it still sends becomes"
                    + " evidence for the office to look at, not credits. That cannot be undone; enrol the kiosk anew."
        })
final class KiosksCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--meeting", required = true, paramLabel = "ID", description = "Which meeting.")
    private String meeting = "";

    @Option(
            names = "--society",
            paramLabel = "CODE",
            description = "Society, where two of them have a meeting of that id.")
    private Optional<String> society = Optional.empty();

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
            List<EnrolledKiosk> found = ofMeeting(kiosks);
            if (found.isEmpty()) {
                throw new CommandFailed(
                        "Meeting %s has no kiosk. Make a code with: kiosk-code --meeting %s --booth NAME"
                                .formatted(meeting, meeting));
            }
            found.forEach(kiosk -> surroundings
                    .out()
                    .println("%s  %s  %s  enrolled %s  last contact %s%s"
                            .formatted(
                                    kiosk.id(),
                                    kiosk.society(),
                                    kiosk.booth(),
                                    kiosk.enrolledAt(),
                                    kiosk.lastSeenAt(),
                                    kiosk.revokedAt()
                                            .map(at -> "  REVOKED " + at)
                                            .orElse(""))));
        }
    }

    private void revoke(Storage storage, KioskStore kiosks, String kiosk) {
        boolean known = ofMeeting(kiosks).stream().anyMatch(one -> one.id().equals(kiosk));
        if (!known) {
            throw new CommandFailed("Meeting %s has no kiosk %s. Without --revoke the command lists those it has."
                    .formatted(meeting, kiosk));
        }
        Audit audit = new Audit(new AuditStore(storage), surroundings.clock());
        kiosks.revoke(
                kiosk,
                surroundings.clock().instant(),
                deed -> audit.record(deed, Audit.COMMAND, Action.KIOSK_REVOKED, kiosk, ""));
    }

    private List<EnrolledKiosk> ofMeeting(KioskStore kiosks) {
        List<EnrolledKiosk> found = kiosks.ofMeeting(meeting).stream()
                .filter(kiosk -> society.map(kiosk.society()::equals).orElse(true))
                .toList();
        List<String> societies =
                found.stream().map(EnrolledKiosk::society).distinct().toList();
        if (societies.size() > 1) {
            throw new CommandFailed("Meeting %s exists for %s. Choose with --society."
                    .formatted(meeting, String.join(", ", societies)));
        }
        return found;
    }
}
