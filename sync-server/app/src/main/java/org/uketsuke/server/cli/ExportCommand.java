package org.uketsuke.server.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.export.ExportList;
import org.uketsuke.server.export.ExportStore;
import org.uketsuke.server.export.Exports;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a meeting's list as CSV to standard output. */
@Command(name = "export", description = "Writes a meeting's list as CSV (UTF-8) to standard output.")
final class ExportCommand implements Runnable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "LIST", description = "ledger, attendance or exceptions.")
    private String list = "";

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--meeting", required = true, paramLabel = "ID", description = "Which meeting.")
    private String meeting = "";

    @Option(
            names = "--society",
            paramLabel = "CODE",
            description = "Society, where two of them have a meeting of that id.")
    private Optional<String> society = Optional.empty();

    @Option(names = "--bom", description = "Begin with a byte order mark, so that Excel takes it for UTF-8.")
    private boolean byteOrderMark;

    ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        ExportList wanted = wanted();
        try (Storage storage = data.open(surroundings)) {
            Exports exports =
                    new Exports(new ExportStore(storage), new Audit(new AuditStore(storage), surroundings.clock()));
            Writer out = new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8);
            if (byteOrderMark) {
                out.write(BYTE_ORDER_MARK);
            }
            Exports.Result result = exports.write(wanted, meeting, society, out);
            if (result instanceof Exports.Result.NoMeeting none) {
                throw new CommandFailed(NoMeeting.message(meeting, none.known()));
            }
            if (result instanceof Exports.Result.WhichSociety several) {
                throw new CommandFailed("Meeting %s exists for %s. Choose with --society."
                        .formatted(meeting, String.join(", ", several.societies())));
            }
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed("The list could not be written to standard output: " + e.getMessage());
        }
        if (surroundings.out().checkError()) {
            throw new CommandFailed("The list could not be written to standard output: is the disk full?");
        }
    }

    private ExportList wanted() {
        for (ExportList known : ExportList.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(list)) {
                return known;
            }
        }
        throw new ParameterException(
                spec.commandLine(), "There is no list %s. There are: ledger, attendance, exceptions".formatted(list));
    }
}
