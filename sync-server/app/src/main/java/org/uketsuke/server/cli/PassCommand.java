package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.pass.Passes;
import org.uketsuke.server.pass.QrPicture;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pass}: issues a signed member pass, for cards and trials. */
@Command(
        name = "pass",
        description = "Issues a signed member pass and prints its text. By default it lasts to the end of the member's"
                + " term, or a year without one.")
final class PassCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--member", required = true, paramLabel = "NO", description = "Member number.")
    private String member = "";

    @Option(names = "--society", required = true, paramLabel = "CODE", description = "Society code, such as jsh.")
    private String society = "";

    @Option(names = "--png", paramLabel = "FILE", description = "Also write the QR code as a PNG picture.")
    private Optional<Path> png = Optional.empty();

    @Option(
            names = "--lifetime",
            paramLabel = "TIME",
            description = "How long from now on: 30m, 8h or 5d; at most nine years.")
    private Optional<String> lifetime = Optional.empty();

    @Option(names = "--void-older", description = "Stop all passes issued to this member before.")
    private boolean voidOlder;

    @Mixin
    private DataOptions data = new DataOptions();

    PassCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<Duration> goodFor = lifetime.map(this::duration);
        try (Storage storage = data.open(surroundings)) {
            Passes.Answer answer = new Passes(storage, surroundings.clock(), surroundings.random())
                    .issue(society, member, goodFor, voidOlder);
            if (answer instanceof Passes.Answer.UnknownSociety) {
                throw new CommandFailed(
                        "Society %s is not there. Import its policy first: import society FILE".formatted(society));
            }
            if (answer instanceof Passes.Answer.UnknownMember) {
                throw new CommandFailed(
                        "Society %s has no member of number %s. Check the number, or import members first."
                                .formatted(society, member));
            }
            new Audit(new AuditStore(storage), surroundings.clock())
                    .record(
                            Audit.COMMAND,
                            Action.PASS_ISSUED,
                            society + " " + member,
                            voidOlder ? "older passes voided" : "");
            String text = ((Passes.Answer.Issued) answer).text();
            png.ifPresent(file -> write(file, QrPicture.png(text)));
            surroundings.out().println(text);
            return CommandLine.ExitCode.OK;
        }
    }

    private static void write(Path file, byte[] picture) {
        try {
            Files.write(file, picture);
        } catch (IOException e) {
            throw new CommandFailed("%s: cannot be written (%s). Check the path and the permissions."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private Duration duration(String text) {
        if (text.matches("[1-9][0-9]{0,6}[mhd]")) {
            long amount = Long.parseLong(text.substring(0, text.length() - 1));
            char unit = text.charAt(text.length() - 1);
            Duration duration = unit == 'd'
                    ? Duration.ofDays(amount)
                    : unit == 'h' ? Duration.ofHours(amount) : Duration.ofMinutes(amount);
            if (duration.compareTo(Passes.LIFETIME_MAX) <= 0) {
                return duration;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "--lifetime %s: write 30m, 8h or 5d, at most nine years.".formatted(text));
    }
}
