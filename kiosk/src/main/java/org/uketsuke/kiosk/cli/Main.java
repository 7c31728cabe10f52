package org.uketsuke.kiosk.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program: picks the command, and ends with 0 when done, 1 when it failed, 2 when it was called wrongly. */
@Command(
        name = "kiosk",
        description =
                "Takes the touch of a card or a QR code at a congress booth and records it, with or without a network.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    private static List<Object> commands(Surroundings surroundings) {
        return List.of(
                new EnrolCommand(surroundings),
                new RunCommand(surroundings),
                new ReadersCommand(surroundings),
                new VerifyCommand(surroundings),
                new ExportCommand(surroundings),
                new InstallCommand(surroundings),
                new WipeCommand(surroundings),
                new BenchCommand(surroundings));
    }

    /** Runs one command and ends the process. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Surroundings surroundings =
                new Surroundings(System.getenv(), Clock.systemUTC(), System::nanoTime, new SecureRandom(), out, err);
        System.exit(run(surroundings, arguments));
    }

    /** Runs one command; returns the exit code. */
    static int run(Surroundings surroundings, String... arguments) {
        PrintWriter out = new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8);
        try {
            CommandLine line = new CommandLine(new Main());
            commands(surroundings).forEach(line::addSubcommand);
            helpEverywhere(line);
            return line.setOut(out)
                    .setErr(err)
                    .setDefaultValueProvider(Settings.read(List.of(arguments), surroundings.environment()))
                    .setParameterExceptionHandler(Main::misused)
                    .setExecutionExceptionHandler(Main::failed)
                    .execute(arguments);
        } catch (CommandFailed e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? --help lists them.");
    }

    /** Not where a command's method already has it: its parameters count on help coming first. */
    private static void helpEverywhere(CommandLine line) {
        if (!line.getCommandSpec().mixinStandardHelpOptions()) {
            line.getCommandSpec().mixinStandardHelpOptions(true);
        }
        line.getSubcommands().values().forEach(Main::helpEverywhere);
    }

    private static int misused(ParameterException e, String[] arguments) {
        CommandLine line = e.getCommandLine();
        String message = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        line.getErr().println(message + " (" + line.getCommandSpec().qualifiedName() + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** What a command foresaw is told in its words; anything else by kind and place, for its message may hold personal data. */
    private static int failed(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof CommandFailed || Failures.tellsWhatToDo(e)) {
            line.getErr().println(e.getMessage());
        } else {
            LoggerFactory.getLogger(Main.class).debug("A command failed", e);
            line.getErr()
                    .println("This should not happen: " + Failures.whereFrom(e)
                            + ". Nothing recorded is lost; please report this line.");
        }
        return FAILED;
    }

    /** The version that the jar carries. */
    static final class Version implements IVersionProvider {
        /** Stands for the version where the classes come from no jar. */
        static final String UNPACKAGED = "unpackaged";

        @Override
        public String[] getVersion() {
            return new String[] {"kiosk " + software()};
        }

        static String software() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? UNPACKAGED : version;
        }
    }
}
