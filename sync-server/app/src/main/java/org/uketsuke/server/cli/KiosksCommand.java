package org.uketsuke.server.cli;

import java.util.List;
import java.util.Optional;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.enrolment.Doors;
import org.uketsuke.server.enrolment.EnrolledKiosk;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kiosks}: which kiosks a meeting has, and taking back the key of one that was lost. */
@Command(
        name = "kiosks",
        description = {
            "Lists the kiosks of a meeting: id, society, booth, enrolled, last contact, the door it keeps, revoked.",
            "--revoke takes back the key of a lost kiosk: it gets no roster any more, and what it still sends becomes"
                    + " evidence for the office to look at, not credits. That cannot be undone; enrol the kiosk anew.",
            "--door and --no-door change which door a kiosk keeps; it hears of it within minutes while it is connected. Until"
                    + " then the list says \"not yet heard\", and it registers where it stood before."
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

    @Option(names = "--door", paramLabel = "KIOSK", description = "Gives the kiosk the door of --room to keep.")
    private Optional<String> give = Optional.empty();

    @Option(names = "--room", paramLabel = "NAME", description = "Room of that door, as the agenda names it.")
    private Optional<String> room = Optional.empty();

    @Option(
            names = "--direction",
            paramLabel = "in|out|both",
            description = "Which way people go who touch at that door; default: both.")
    private Optional<String> direction = Optional.empty();

    @Option(
            names = "--no-door",
            paramLabel = "KIOSK",
            description = "Takes the kiosk's door away: it serves the meeting's reception again.")
    private Optional<String> take = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    KiosksCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Optional<KeptDoor> door = DoorOption.read(spec, room, direction);
        if (give.isPresent() != door.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--door and --room go together: which kiosk, which room");
        }
        try (Storage storage = data.open(surroundings)) {
            KioskStore kiosks = new KioskStore(storage);
            revoke.ifPresent(kiosk -> revoke(storage, kiosks, kiosk));
            give.ifPresent(kiosk -> give(storage, standing(kiosks, kiosk), door.orElseThrow()));
            take.ifPresent(kiosk -> take(storage, standing(kiosks, kiosk)));
            List<EnrolledKiosk> found = ofMeeting(kiosks);
            if (found.isEmpty()) {
                throw new CommandFailed(
                        "Meeting %s has no kiosk. Make a code with: kiosk-code --meeting %s --booth NAME"
                                .formatted(meeting, meeting));
            }
            found.forEach(kiosk -> surroundings.out().println(line(kiosk)));
        }
    }

    private static String line(EnrolledKiosk kiosk) {
        return "%s  %s  %s  enrolled %s  last contact %s%s%s"
                .formatted(
                        kiosk.id(),
                        kiosk.society(),
                        kiosk.booth(),
                        kiosk.enrolledAt(),
                        kiosk.lastSeenAt(),
                        door(kiosk),
                        kiosk.revokedAt().map(at -> "  REVOKED " + at).orElse(""));
    }

    private static String door(EnrolledKiosk kiosk) {
        if (kiosk.heard() || kiosk.revokedAt().isPresent()) {
            return kiosk.door().map(door -> "  " + door).orElse("");
        }
        return "  %s, not yet heard"
                .formatted(kiosk.door().map(KeptDoor::toString).orElse("no door"));
    }

    private EnrolledKiosk known(KioskStore kiosks, String kiosk) {
        return ofMeeting(kiosks).stream()
                .filter(one -> one.id().equals(kiosk))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed("Meeting %s has no kiosk %s. Without that the command lists those it has."
                                .formatted(meeting, kiosk)));
    }

    private EnrolledKiosk standing(KioskStore kiosks, String kiosk) {
        EnrolledKiosk known = known(kiosks, kiosk);
        if (known.revokedAt().isPresent()) {
            throw new CommandFailed("The key of kiosk %s was taken back; it keeps no door any more.".formatted(kiosk));
        }
        return known;
    }

    private void give(Storage storage, EnrolledKiosk kiosk, KeptDoor door) {
        doors(storage).give(kiosk.society(), meeting, kiosk.id(), door, Audit.COMMAND);
        DoorOption.warn(storage, surroundings, new DoorOption.Place(kiosk.society(), meeting), door);
    }

    private void take(Storage storage, EnrolledKiosk kiosk) {
        doors(storage).takeAway(kiosk.society(), meeting, kiosk.id(), Audit.COMMAND);
    }

    private Doors doors(Storage storage) {
        return new Doors(storage, new Audit(new AuditStore(storage), surroundings.clock()));
    }

    private void revoke(Storage storage, KioskStore kiosks, String kiosk) {
        known(kiosks, kiosk);
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
