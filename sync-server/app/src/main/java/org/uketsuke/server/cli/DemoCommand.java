package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.uketsuke.server.sample.SampleSociety;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sync-server demo}: a server and a kiosk on this machine with clearly marked sample data. */
@Command(
        name = "demo",
        description = {
            "Starts a server and a kiosk on this machine with sample data (society, members, cards, a meeting that runs"
                    + " today), and prints the addresses. Ends with Ctrl-C.",
            "The data stays for the next start; --reset begins anew. Real card readers work beside the sample cards."
        })
final class DemoCommand implements Callable<Integer> {
    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    private final Surroundings surroundings;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Folder for the sample data.")
    private Path folder = Path.of("");

    @Option(
            names = "--reset",
            paramLabel = "true|false",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Throw the sample data of earlier starts away.")
    private boolean reset;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8080", description = "Port of the server.")
    private int port;

    @Option(names = "--kiosk-port", paramLabel = "PORT", defaultValue = "7070", description = "Port of the screen.")
    private int kioskPort;

    @Option(names = "--kiosk-jar", required = true, paramLabel = "FILE", description = "The packaged kiosk.")
    private Path kioskJar = Path.of("");

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandRunner.requireFree(port, "demo.port");
        CommandRunner.requireFree(kioskPort, "demo.kioskPort");
        LocalDate today = LocalDate.now(surroundings.clock().withZone(JAPAN));
        SampleFolder sample = new SampleFolder(folder, today);
        Optional<String> thrownAway = sample.makeReady(reset);
        thrownAway.ifPresent(surroundings.out()::println);
        CommandRunner commands = new CommandRunner(surroundings, sample.office());
        boolean isNew = sample.isNew();
        if (isNew) {
            sample.write();
            commands.run("import", "society", sample.file("society.toml"));
            for (String kind : List.of("members", "qualifications", "cards", "meetings")) {
                commands.run("import", kind, sample.file(kind + ".csv"), "--society", SampleSociety.SOCIETY);
            }
            commands.run(
                    "import",
                    "sessions",
                    sample.file("sessions.csv"),
                    "--society",
                    SampleSociety.SOCIETY,
                    "--meeting",
                    SampleSociety.REGIONAL);
            Files.writeString(
                    sample.toTouch(), new SampleCards(commands, sample.file("try.csv"), surroundings.clock()).json());
            sample.done();
        }
        makeBooth(sample);
        try (DemoKiosk kiosk =
                new DemoKiosk(kioskJar, sample.kiosk(port), kioskPort, sample.toTouch(), sample.boothKey())) {
            Thread serving = commands.serve(port);
            kiosk.enrol(
                    "http://127.0.0.1:" + port,
                    () -> commands.firstLine("kiosk-code", "--meeting", SampleSociety.REGIONAL, "--booth", "見本1番"));
            tell(isNew);
            kiosk.run();
            serving.join();
        }
        return 0;
    }

    private void makeBooth(SampleFolder sample) throws IOException {
        try (DemoBooth booth = new DemoBooth(sample.office(), surroundings)) {
            booth.staff();
            booth.writeKey(sample.boothKey());
        }
    }

    private void tell(boolean isNew) {
        surroundings.out().println();
        surroundings
                .out()
                .println("Sample data only. Office: http://127.0.0.1:" + port + "/ "
                        + (isNew
                                ? "(open the set-up link above once, and choose a log-in and a password)"
                                : "(log in as you chose at the first start)"));
        surroundings
                .out()
                .println("Sample staff of the booth: person in charge, PIN " + DemoBooth.LEAD_PIN + "; assistant, PIN "
                        + DemoBooth.ASSISTANT_PIN + ".");
        surroundings
                .out()
                .println(
                        "The kiosk stands at the meeting's reception. Lectures run now: to let it keep the door of a room, see"
                                + " the meeting's page 講習 at the office.");
        surroundings.out().println("The kiosk's screen follows; no reader is needed: press a sample on it.");
    }
}
