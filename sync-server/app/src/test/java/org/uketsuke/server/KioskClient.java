package org.uketsuke.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.keys.Ed25519;

/** Speaks to a server as a kiosk does, with a key of its own. */
public final class KioskClient {
    private static final MediaType JSON = MediaType.get("application/json");

    /** A busy build machine may take long; the tests never depend on how long. */
    private static final Duration ANSWER_WAIT = Duration.ofMinutes(3);

    private final OkHttpClient http = new OkHttpClient.Builder()
            .followRedirects(false)
            .readTimeout(ANSWER_WAIT)
            .build();
    private final RunningServer server;
    private final byte[] publicKey;
    private final Signer signer;
    private String keyId;

    /** A machine that has not enrolled. */
    public KioskClient(RunningServer server) {
        this.server = server;
        byte[] privateKey = Ed25519.newPrivateKey(new SecureRandom());
        this.publicKey = Ed25519.publicKey(privateKey);
        this.signer = Ed25519.signer(privateKey);
        this.keyId = publicKeyText();
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body as received
     * @param date the {@code Date} field
     * @param retryAfter the {@code Retry-After} field
     * @param type the {@code Content-Type} field
     */
    public record Answer(int status, byte[] body, String date, Optional<String> retryAfter, String type) {
        /** The body as a message. */
        public <T> T as(Class<T> message) {
            return Wire.read(body, message);
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Type of the problem. */
        public String problem() {
            return as(Problem.class).type();
        }
    }

    /** Its public key as it travels. */
    public String publicKeyText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(publicKey);
    }

    /** Signs as another kiosk from now on. */
    public void signAs(String other) {
        keyId = other;
    }

    /** Its key id. */
    public String keyId() {
        return keyId;
    }

    /** Its key. */
    public Signer signer() {
        return signer;
    }

    /** Asks to be taken in; on success it signs as that kiosk from then on. */
    public Answer enrol(String code) {
        keyId = publicKeyText();
        Answer answer = post("/enrolment", new EnrolmentRequest(code, publicKeyText(), "test"));
        if (answer.status() == 200) {
            keyId = answer.as(EnrolmentAnswer.class).kiosk();
        }
        return answer;
    }

    /** A signed GET below the API. */
    public Answer get(String path) {
        return send(signed("GET", path, new byte[0], server.clock().instant()).build());
    }

    /** A signed, compressed POST below the API. */
    public Answer post(String path, Object message) {
        byte[] body = gzip(Wire.write(message).getBytes(StandardCharsets.UTF_8));
        return send(signed("POST", path, body, server.clock().instant())
                .header("Content-Encoding", "gzip")
                .build());
    }

    /** A signed request that a test may still spoil. */
    public Request.Builder signed(String method, String path, byte[] body, Instant created) {
        String url = server.url() + Messages.BASE_PATH + path;
        HttpSignature.Headers headers = HttpSignature.sign(keyId, created, method, url, body, signer);
        return new Request.Builder()
                .url(url)
                .header("Content-Digest", headers.contentDigest())
                .header("Signature-Input", headers.signatureInput())
                .header("Signature", headers.signature())
                .method(method, method.equals("GET") ? null : RequestBody.create(body, JSON));
    }

    /** Sends a request as it is. */
    public Answer send(Request request) {
        try (Response response = http.newCall(request).execute()) {
            return new Answer(
                    response.code(),
                    response.body().bytes(),
                    Optional.ofNullable(response.header("Date")).orElse(""),
                    Optional.ofNullable(response.header("Retry-After")),
                    Optional.ofNullable(response.header("Content-Type")).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compresses. */
    public static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
