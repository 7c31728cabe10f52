package org.uketsuke.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.storage.Storage;

class ServeCommandTest {
    private static final String NOBODYS_PORT = "1";
    private static final Pattern OFFICE = Pattern.compile("office: (http://127\\.0\\.0\\.1:\\d+)/");

    @TempDir
    private Path folder;

    /** What a command wrote. */
    private static final class Written {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        int run(String... arguments) {
            return Main.run(surroundings(), arguments);
        }

        Surroundings surroundings() {
            return new Surroundings(
                    Map.of(),
                    Clock.systemUTC(),
                    new SecureRandom(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    private void aSocietyIsThere() {
        try (Storage storage = Storage.open(folder, Optional.empty(), new SecureRandom())) {
            SmallSociety.into(storage);
        }
    }

    @Test
    void itSaysWhereItIsAndOtherCommandsWorkBesideIt() throws Exception {
        Written serve = new Written();
        FutureTask<Integer> served =
                new FutureTask<>(() -> serve.run("serve", "--data", folder.toString(), "--port", "0"));
        Thread thread = new Thread(served, "serve");
        thread.start();
        await().atMost(Duration.ofSeconds(90)).until(() -> serve.out().contains("ready"));
        Matcher office = OFFICE.matcher(serve.out());

        assertThat(office.find()).isTrue();
        assertThat(serve.out()).contains("set-up link").contains(office.group(1) + "/setup/");
        assertThat(status(office.group(1) + "/login")).isEqualTo(200);
        assertThat(serve.err()).doesNotContain("Warning");
        codesAndListsBesideIt();

        thread.interrupt();
        served.get();
    }

    private void codesAndListsBesideIt() {
        aSocietyIsThere();
        Written code = new Written();
        Written list = new Written();

        int coded = code.run("kiosk-code", "--meeting", "tokai-9", "--booth", "1F", "--data", folder.toString());
        int listed = list.run("export", "ledger", "--meeting", "tokai-9", "--data", folder.toString());

        assertThat(coded).isZero();
        assertThat(code.out()).matches("[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}\\R");
        assertThat(listed).isZero();
        assertThat(list.out())
                .isEqualTo("member_no,name,meeting,credits,earned_on,fiscal_year,source,kiosk,seq,tapped_at,session\n");
    }

    private static int status(String url) throws IOException {
        try (Response response = new OkHttpClient()
                .newCall(new Request.Builder().url(url).build())
                .execute()) {
            return response.code();
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Written serve = new Written();

            int code = serve.run("serve", "--data", folder.toString(), "--port", port);

            assertThat(code).isEqualTo(1);
            assertThat(serve.err().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains(port, "--port", "another program"));
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, --kiosk-port, -Ddemo.port", "--kiosk-port, --port, -Ddemo.kioskPort"})
    void aDemoBesideAnotherChangesNothingAndSaysHowToHaveAnotherPort(String option, String other, String property)
            throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path data = folder.resolve("demo");
            String port = Integer.toString(taken.getLocalPort());
            Written demo = new Written();

            int code = demo.run(
                    "demo", "--data", data.toString(), option, port, other, NOBODYS_PORT, "--kiosk-jar", "none.jar");

            assertThat(code).isEqualTo(1);
            assertThat(demo.err()).contains(port, property, "taken");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aPortThatWasTakenSinceTheDemoLookedIsNotTakenForItsOwnServer() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Written demo = new Written();

            assertThatThrownBy(() -> new CommandRunner(demo.surroundings(), folder).serve(taken.getLocalPort()))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContainingAll("taken", "-Ddemo.port");
            assertThat(demo.out()).isEmpty();
        }
    }

    @Test
    void wrongValuesAreSaidWithWhatToWrite() {
        aSocietyIsThere();
        String data = folder.toString();
        Written address = new Written();
        Written life = new Written();
        Written list = new Written();
        Written meeting = new Written();

        assertThat(address.run("serve", "--data", data, "--public-url", "office.example.org"))
                .isEqualTo(2);
        assertThat(life.run("kiosk-code", "--meeting", "tokai-9", "--booth", "1F", "--valid", "soon", "--data", data))
                .isEqualTo(2);
        assertThat(list.run("export", "members", "--meeting", "tokai-9", "--data", data))
                .isEqualTo(2);
        assertThat(meeting.run("export", "ledger", "--meeting", "tokai-10", "--data", data))
                .isEqualTo(1);

        assertThat(address.err()).contains("https://office.example.org");
        assertThat(life.err()).contains("10m");
        assertThat(list.err()).contains("ledger, attendance, exceptions");
        assertThat(meeting.err()).contains("tokai-9");
        assertThat(meeting.out()).isEmpty();
    }
}
