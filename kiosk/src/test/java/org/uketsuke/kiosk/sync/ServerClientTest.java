package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.protocol.Messages.JournalStatus;

/** What the kiosk puts on the wire and what it makes of every kind of answer, against a real socket. */
final class ServerClientTest {
    private static final Instant DEVICE_TIME = Instant.parse("2026-10-15T15:12:34Z");
    private static final String STATUS = "{\"state\":\"current\",\"received\":3,\"head\":\"ab\",\"safe\":0,"
            + "\"server\":{\"time\":\"2026-10-16T00:12:34Z\",\"epoch\":\"e\"}}";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void requestCarriesASignatureOverMethodUriAndTheBodyAsSent() throws Exception {
        server.enqueue(json(200, STATUS));

        client().post("/journals/ab/entries", new EnrolmentRequest("c", "k", "s"), JournalStatus.class);

        RecordedRequest request = server.takeRequest();
        byte[] body = request.getBody().toByteArray();
        assertThat(inflate(body)).isEqualTo("{\"code\":\"c\",\"publicKey\":\"k\",\"software\":\"s\"}");
        HttpSignature.Headers headers = new HttpSignature.Headers(
                header(request, "Content-Digest"), header(request, "Signature-Input"), header(request, "Signature"));
        assertThat(headers.contentDigest()).isEqualTo(HttpSignature.contentDigest(body));
        HttpSignature claimed = HttpSignature.claimed("POST", url() + "api/v1/journals/ab/entries", headers)
                .orElseThrow();
        assertThat(claimed.created()).isEqualTo(DEVICE_TIME);
        assertThat(claimed.holds(
                        headers.signature(),
                        new byte[32],
                        (key, message, signature) -> signature[0] == message.length % 100))
                .isTrue();
    }

    @Test
    void serverBelowAPathIsAskedThere() throws Exception {
        server.enqueue(json(200, STATUS));

        client("/society/").get("/journals/ab", JournalStatus.class);

        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/society/api/v1/journals/ab");
    }

    @Test
    void kioskNineHoursSlowSignsWithTheServersTimeAfterTheFirstRefusal() throws Exception {
        MockResponse refusal = json(401, problem("/problems/clock", 401))
                .newBuilder()
                .setHeader("Date", "Fri, 16 Oct 2026 00:12:34 GMT")
                .build();
        server.enqueue(refusal);
        server.enqueue(json(200, STATUS));
        server.enqueue(json(200, STATUS));
        ServerClient client = client();

        Answer<JournalStatus> answer = client.get("/journals/ab", JournalStatus.class);
        client.get("/journals/ab", JournalStatus.class);

        assertThat(answer).isInstanceOf(Answer.Given.class);
        server.takeRequest();
        assertThat(header(server.takeRequest(), "Signature-Input"))
                .contains("created=" + DEVICE_TIME.plus(Duration.ofHours(9)).getEpochSecond());
        assertThat(header(server.takeRequest(), "Signature-Input"))
                .contains("created=" + DEVICE_TIME.plus(Duration.ofHours(9)).getEpochSecond());
    }

    @Test
    void serverThatRefusesTheCorrectedClockTooIsNotAskedForEver() {
        server.enqueue(json(401, problem("/problems/clock", 401)));
        server.enqueue(json(401, problem("/problems/clock", 401)));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void busyServerSaysWhenToComeBack() {
        server.enqueue(new MockResponse(503, Headers.of("Retry-After", "7"), "busy"));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer).isEqualTo(new Answer.Busy<>(Optional.of(Duration.ofSeconds(7)), 503));
    }

    @Test
    void absurdWishOfAServerIsCutToMinutes() {
        server.enqueue(new MockResponse(503, Headers.of("Retry-After", "86400"), "busy"));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer).isEqualTo(new Answer.Busy<>(Optional.of(Duration.ofMinutes(5)), 503));
    }

    @Test
    void conflictCarriesTheSameBodyAsSuccess() {
        server.enqueue(json(409, STATUS.replace("current", "gap")));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        given -> assertThat(((JournalStatus) given.value()).state())
                                .isEqualTo(JournalStatus.State.GAP));
    }

    @Test
    void captivePortalsPageIsNoAnswer() {
        server.enqueue(new MockResponse(
                200, Headers.of("Content-Type", "text/html"), "<html>Please log in to the Wi-Fi</html>"));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    }

    @Test
    void redirectOfACaptivePortalIsNotFollowed() {
        server.enqueue(new MockResponse(302, Headers.of("Location", url() + "login"), ""));

        Answer<JournalStatus> answer = client().get("/journals/ab", JournalStatus.class);

        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void noServerIsUnreachable() {
        ServerClient client = client();
        server.close();

        assertThat(client.get("/journals/ab", JournalStatus.class)).isInstanceOf(Answer.Unreachable.class);
    }

    private ServerClient client() {
        return client("/");
    }

    private ServerClient client(String path) {
        Clock clock = Clock.fixed(DEVICE_TIME, ZoneOffset.UTC);
        return new ServerClient(
                ServerClient.settings().build(),
                server.url(path),
                "k-1",
                ServerClientTest::sign,
                clock,
                System::nanoTime);
    }

    /** Not cryptography: tells in its first byte how long the signed message was. */
    private static byte[] sign(byte[] message) {
        byte[] signature = new byte[64];
        signature[0] = (byte) (message.length % 100);
        return signature;
    }

    private String url() {
        return server.url("/").toString();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse(status, Headers.of("Content-Type", "application/json"), body);
    }

    private static String problem(String type, int status) {
        return "{\"type\":\"" + type + "\",\"title\":\"t\",\"status\":" + status + ",\"detail\":\"d\"}";
    }

    private static String header(RecordedRequest request, String name) {
        String value = request.getHeaders().get(name);
        assertThat(value).as(name).isNotNull();
        return value;
    }

    private static String inflate(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
