package org.uketsuke.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.uketsuke.server.storage.StorageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: picks the command, and ends with 0 when done, 1 when it failed, 2 when it was called wrongly. */
@Command(
        name = "sync-server",
        description = "Receives the journals of booth kiosks and keeps the credit ledger of medical societies.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Every command there is. */
    private static List<Object> commands(Surroundings surroundings) {
        return List.of(
                new ServeCommand(surroundings),
                new ImportCommand(surroundings),
                new KioskCodeCommand(surroundings),
                new KiosksCommand(surroundings),
                new AccountLinkCommand(surroundings),
                new PassCommand(surroundings),
                new ExportCommand(surroundings),
                new SampleCommand(surroundings),
                new VerifyCommand(surroundings),
                new BenchCommand(surroundings),
                new DemoCommand(surroundings));
    }

    /** Runs one command and ends the process. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(System.getenv(), Clock.systemUTC(), new SecureRandom(), out, err);
        System.exit(run(surroundings, arguments));
    }

    /** Runs one command; returns the exit code. */
    public static int run(Surroundings surroundings, String... arguments) {
        PrintWriter out = writer(surroundings.out());
        PrintWriter err = writer(surroundings.err());
        try {
            CommandLine line = new CommandLine(new Main());
            commands(surroundings).forEach(line::addSubcommand);
            everyCommand(line, Main::withHelp);
            return line.setOut(out)
                    .setErr(err)
                    .setDefaultValueProvider(Settings.read(List.of(arguments), surroundings.environment()))
                    .setParameterExceptionHandler(Main::misused)
                    .setExecutionExceptionHandler(Main::failed)
                    .execute(arguments);
        } catch (CommandFailed e) {
            err.println(e.getMessage());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? --help lists them.");
    }

    /** Commands that are methods declare it themselves: picocli counts their parameters from there. */
    private static void withHelp(CommandSpec command) {
        if (!command.mixinStandardHelpOptions()) {
            command.mixinStandardHelpOptions(true);
        }
    }

    private static void everyCommand(CommandLine line, java.util.function.Consumer<CommandSpec> change) {
        change.accept(line.getCommandSpec());
        line.getSubcommands().values().forEach(below -> everyCommand(below, change));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static int misused(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        line.getErr()
                .println(oneLine(String.valueOf(e.getMessage())) + " ("
                        + line.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof CommandFailed || e instanceof StorageException) {
            line.getErr().println(oneLine(String.valueOf(e.getMessage())));
        } else {
            LoggerFactory.getLogger(Main.class).debug("{} failed", line.getCommandName(), e);
            line.getErr()
                    .println("Internal error in %s (%s). Nothing is known to be lost; please report it."
                            .formatted(line.getCommandName(), whereFrom(e)));
        }
        return FAILED;
    }

    /** Kind and place of an error, without its message: that may hold personal data. */
    private static String whereFrom(Exception e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("org.uketsuke.")) {
                return "%s at %s:%d"
                        .formatted(e.getClass().getSimpleName(), frame.getFileName(), frame.getLineNumber());
            }
        }
        return e.getClass().getSimpleName();
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ");
    }

    /** The version that the jar carries. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"sync-server " + (version == null ? "(not packaged)" : version)};
        }
    }
}
