package org.uketsuke.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.Messages;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.KioskClient.Answer;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.storage.Engine;

class SignedRequestsTest {
    private static final String JOURNAL = "/journals/00112233445566778899aabbccddeeff";
    private static final byte[] BODY = "{\"after\":0}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NONE = new byte[0];

    @TempDir
    private Path folder;

    private RunningServer server;
    private KioskClient kiosk;

    @BeforeEach
    void enrolOneKiosk() {
        server = RunningServer.start(Engine.SQLITE, folder);
        SmallSociety.into(server.storage());
        kiosk = new KioskClient(server);
        kiosk.enrol(SmallSociety.code(server));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Instant now() {
        return server.clock().instant();
    }

    private Answer get(UnaryOperator<Request.Builder> spoil) {
        return kiosk.send(
                spoil.apply(kiosk.signed("GET", "/assignment", NONE, now())).build());
    }

    @Test
    void aSignedRequestComesThrough() {
        Answer answer = get(request -> request);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void everyMissingFieldIsRefused() {
        for (String field : new String[] {"Content-Digest", "Signature-Input", "Signature"}) {
            Answer answer = get(request -> request.removeHeader(field));

            assertThat(answer.status()).as(field).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("/problems/signature");
        }
    }

    @Test
    void everyFieldSentTwiceIsRefused() {
        Request signed = kiosk.signed("GET", "/assignment", NONE, now()).build();

        for (String field : new String[] {"Content-Digest", "Signature-Input", "Signature"}) {
            Answer answer = kiosk.send(signed.newBuilder()
                    .addHeader(field, String.valueOf(signed.header(field)))
                    .build());

            assertThat(answer.status()).as(field).isEqualTo(401);
        }
    }

    @Test
    void everyAlteredCharacterOfTheSignatureIsRefused() {
        Request signed = kiosk.signed("GET", "/assignment", NONE, now()).build();
        String signature = String.valueOf(signed.header("Signature"));

        for (int i = "uketsuke=:".length(); i < signature.length() - 3; i += 7) {
            char other = signature.charAt(i) == 'A' ? 'B' : 'A';
            String altered = signature.substring(0, i) + other + signature.substring(i + 1);
            Answer answer =
                    kiosk.send(signed.newBuilder().header("Signature", altered).build());

            assertThat(answer.status()).as("character " + i).isEqualTo(401);
        }
    }

    @Test
    void anAlteredBodyIsRefused() {
        Request signed = kiosk.signed("POST", JOURNAL + "/entries", BODY, now()).build();
        byte[] other = "{\"after\":1}".getBytes(StandardCharsets.UTF_8);

        Answer answer = kiosk.send(
                signed.newBuilder().post(okhttp3.RequestBody.create(other)).build());

        assertThat(answer.problem()).isEqualTo("/problems/signature");
    }

    @Test
    void aSignatureForAnotherAddressOrMethodIsRefused() {
        Request signed = kiosk.signed("GET", "/assignment", NONE, now()).build();

        Answer otherPath = kiosk.send(
                signed.newBuilder().url(server.url() + "/api/v1" + JOURNAL).build());
        Answer otherQuery = kiosk.send(
                signed.newBuilder().url(server.url() + "/api/v1/assignment?x=1").build());
        Answer otherHost =
                kiosk.send(signed.newBuilder().header("Host", "evil.example").build());

        assertThat(otherPath.problem()).isEqualTo("/problems/signature");
        assertThat(otherQuery.problem()).isEqualTo("/problems/signature");
        assertThat(otherHost.problem()).isEqualTo("/problems/signature");
    }

    @Test
    void aKioskWithAWrongClockIsToldTheTime() {
        for (Duration off : new Duration[] {Duration.ofSeconds(301), Duration.ofSeconds(-301), Duration.ofHours(-9)}) {
            Answer answer = kiosk.send(
                    kiosk.signed("GET", "/assignment", NONE, now().plus(off)).build());

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("/problems/clock");
            assertThat(answer.date()).isEqualTo("Sun, 22 Nov 2026 00:30:00 GMT");
        }
    }

    @Test
    void theWindowIsFiveMinutesEitherWay() {
        for (long seconds : new long[] {300, -300}) {
            Answer answer = kiosk.send(kiosk.signed("GET", "/assignment", NONE, now().plusSeconds(seconds))
                    .build());

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void anUnknownKeyAndAnotherKeyAreRefused() {
        KioskClient stranger = new KioskClient(server);
        byte[] otherKey = Ed25519.newPrivateKey(new SecureRandom());
        HttpSignature.Headers forged = HttpSignature.sign(
                kiosk.keyId(), now(), "GET", server.url() + "/api/v1/assignment", NONE, Ed25519.signer(otherKey));

        Answer unknown = stranger.get("/assignment");
        Answer impostor = get(request ->
                request.header("Signature-Input", forged.signatureInput()).header("Signature", forged.signature()));

        assertThat(unknown.problem()).isEqualTo("/problems/unknown-kiosk");
        assertThat(impostor.problem()).isEqualTo("/problems/signature");
    }

    @Test
    void otherProfilesAreRefused() {
        String input = String.valueOf(
                kiosk.signed("GET", "/assignment", NONE, now()).build().header("Signature-Input"));

        for (Map.Entry<String, String> change : Map.of(
                        "alg=\"ed25519\"", "alg=\"hmac-sha256\"",
                        "\"@method\" ", "",
                        "\"@target-uri\"", "\"@path\"",
                        "uketsuke=", "sig1=",
                        ";created=", ";expires=")
                .entrySet()) {
            Answer answer = get(
                    request -> request.header("Signature-Input", input.replace(change.getKey(), change.getValue())));

            assertThat(answer.status()).as(change.getValue()).isEqualTo(401);
        }
    }

    @Test
    void aRevokedKioskMayOnlyBringItsJournal() {
        server.storage().change(handle -> handle.execute("UPDATE kiosk SET revoked_at = 1"));

        Answer assignment = kiosk.get("/assignment");
        Answer journal = kiosk.get(JOURNAL);

        assertThat(assignment.status()).isEqualTo(401);
        assertThat(assignment.problem()).isEqualTo("/problems/revoked-kiosk");
        assertThat(journal.status()).isEqualTo(200);
    }

    @Test
    void whatInflatesBeyondTheLimitOrIsNoGzipIsRefused() {
        byte[] bomb = KioskClient.gzip(new byte[Messages.PUSH_BYTES_MAX + 1]);
        byte[] noGzip = "not gzip".getBytes(StandardCharsets.UTF_8);
        byte[] huge = new byte[3 << 20];

        Answer tooLarge = kiosk.send(kiosk.signed("POST", JOURNAL + "/entries", bomb, now())
                .header("Content-Encoding", "gzip")
                .build());
        Answer broken = kiosk.send(kiosk.signed("POST", JOURNAL + "/entries", noGzip, now())
                .header("Content-Encoding", "gzip")
                .build());
        Answer brotli = kiosk.send(kiosk.signed("POST", JOURNAL + "/entries", noGzip, now())
                .header("Content-Encoding", "br")
                .build());
        Answer plain = kiosk.send(
                kiosk.signed("POST", JOURNAL + "/entries", huge, now()).build());

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(broken.problem()).isEqualTo("/problems/malformed");
        assertThat(brotli.status()).isEqualTo(415);
        assertThat(plain.status()).isEqualTo(413);
    }

    @Test
    void behindAProxyTheSignedAddressIsThePublicOne() {
        server.close();
        try (RunningServer proxied = RunningServer.start(
                Engine.SQLITE, folder.resolve("proxied"), java.util.Optional.of("https://office.example.org/"))) {
            KioskClient client = new KioskClient(proxied);
            String address = "https://office.example.org/api/v1/assignment";
            Instant now = proxied.clock().instant();
            HttpSignature.Headers headers = HttpSignature.sign("nobody", now, "GET", address, NONE, client.signer());
            enrolled(proxied, "nobody", client.publicKeyText());

            Answer proxiedAnswer = client.send(client.signed("GET", "/assignment", NONE, now)
                    .header("Signature-Input", headers.signatureInput())
                    .header("Signature", headers.signature())
                    .build());
            client.signAs("nobody");
            Answer direct = client.get("/assignment");

            assertThat(proxiedAnswer.status()).isEqualTo(200);
            assertThat(direct.problem()).isEqualTo("/problems/signature");
        }
    }

    private static void enrolled(RunningServer server, String id, String publicKey) {
        SmallSociety.into(server.storage());
        server.storage()
                .change(handle -> handle.createUpdate(
                                "INSERT INTO kiosk (id, society, meeting, booth, public_key,"
                                        + " software, enrolled_at, last_seen_at) VALUES (:id, 'jsh', 'tokai-9', '1F', :key, '', 0, 0)")
                        .bind("id", id)
                        .bind("key", java.util.Base64.getUrlDecoder().decode(publicKey))
                        .execute());
    }
}
