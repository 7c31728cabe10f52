package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.booth.BoothKeys;
import org.uketsuke.server.enrolment.Codes;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.enrolment.KioskStore;
import org.uketsuke.server.enrolment.MeetingStore;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a one-time code with which a booth's kiosk enrols. */
@Command(
        name = "kiosk-code",
        description = "Prints a one-time code for one kiosk: kiosk enrol --server URL --code CODE --data DIR.")
final class KioskCodeCommand implements Runnable {
    private static final Pattern LIFE = Pattern.compile("(\\d{1,4})([mhd])");

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--meeting", required = true, paramLabel = "ID", description = "Meeting that the kiosk serves.")
    private String meeting = "";

    @Option(
            names = "--society",
            paramLabel = "CODE",
            description = "Society, where two of them have a meeting of that id.")
    private Optional<String> society = Optional.empty();

    @Option(names = "--booth", required = true, paramLabel = "NAME", description = "Name of the booth, for people.")
    private String booth = "";

    @Option(
            names = "--valid",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long the code works, such as 10m, 2h or 1d; default: ${DEFAULT-VALUE}.")
    private String valid = "10m";

    @Option(
            names = "--room",
            paramLabel = "NAME",
            description =
                    "Room whose door the kiosk keeps, as the agenda names it: it registers for the sessions there,"
                            + " not for the meeting.")
    private Optional<String> room = Optional.empty();

    @Option(
            names = "--direction",
            paramLabel = "in|out|both",
            description = "Which way people go who touch at that door; default: both.")
    private Optional<String> direction = Optional.empty();

    @Option(
            names = "--booth-key-file",
            paramLabel = "FILE",
            description =
                    "Also write the key that opens the meeting's booths, readable by this user only: to be sealed to"
                            + " the kiosk's machine for 'kiosk run --booth-key-file'. People get it on paper.")
    private Optional<Path> boothKeyFile = Optional.empty();

    KioskCodeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Duration life = life();
        Optional<KeptDoor> door = DoorOption.read(spec, room, direction);
        try (Storage storage = data.open(surroundings)) {
            Audit audit = new Audit(new AuditStore(storage), surroundings.clock());
            Codes codes = new Codes(
                    new MeetingStore(storage),
                    new KioskStore(storage),
                    audit,
                    surroundings.clock(),
                    surroundings.random());
            Codes.Made made = codes.make(new Codes.Wanted(meeting, society, booth, life, door));
            print(made);
            if (made instanceof Codes.Made.Code code) {
                DoorOption.Place place = new DoorOption.Place(code.society(), meeting);
                door.ifPresentOrElse(
                        kept -> DoorOption.warn(storage, surroundings, place, kept),
                        () -> DoorOption.warnOfReplaced(storage, surroundings, place, booth.strip()));
                boothKeyFile.ifPresent(file -> writeKey(file, code.society(), storage, audit));
            }
        }
    }

    private void writeKey(Path file, String ofSociety, Storage storage, Audit audit) {
        try {
            KeyFile.write(file, new BoothKeys(storage, audit, surroundings.random()).of(ofSociety, meeting));
            audit.record(Audit.COMMAND, Action.BOOTH_KEY_SHOWN, ofSociety + "/" + meeting, "");
        } catch (IOException e) {
            throw new CommandFailed(
                    "--booth-key-file: cannot write " + file + ". Name a file in a folder that is there.");
        }
    }

    private Duration life() {
        Matcher matcher = LIFE.matcher(valid);
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--valid %s: write a number and m, h or d, such as 10m".formatted(valid));
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private void print(Codes.Made made) {
        if (made instanceof Codes.Made.Code code) {
            surroundings.out().println(code.code().spelled());
            surroundings
                    .err()
                    .println("Works once, until %s: kiosk enrol --server URL --code %s --data DIR"
                            .formatted(
                                    DateTimeFormatter.ISO_INSTANT.format(code.expiresAt()),
                                    code.code().spelled()));
        } else if (made instanceof Codes.Made.NoMeeting none) {
            throw new CommandFailed(NoMeeting.message(meeting, none.known()));
        } else if (made instanceof Codes.Made.WhichSociety several) {
            throw new CommandFailed("Meeting %s exists for %s. Choose with --society."
                    .formatted(meeting, String.join(", ", several.societies())));
        } else if (made instanceof Codes.Made.NotPossible not) {
            throw new CommandFailed(not.why());
        }
    }
}
