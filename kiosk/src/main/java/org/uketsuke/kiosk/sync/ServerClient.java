package org.uketsuke.kiosk.sync;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/**
 * Signed requests to one server. A kiosk whose clock is wrong learns the right time from the first refusal and signs with
 * it from then on; its own clock is not touched.
 */
final class ServerClient {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    /** A proxy that asks for more than this must not keep a booth's taps from the office for the day. */
    private static final long RETRY_AFTER_SECONDS_MAX = 300;

    private static final String CLOCK_PROBLEM = "/problems/clock";
    private static final int CLOCK_TRIES_MAX = 2;
    private static final byte[] NO_BODY = new byte[0];
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient http;
    private final String base;
    private final String keyId;
    private final Signer signer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile Duration clockCorrection = Duration.ZERO;

    ServerClient(OkHttpClient http, HttpUrl server, String keyId, Signer signer, Clock clock, LongSupplier nanoTime) {
        this.http = http;
        this.base = server.newBuilder()
                .query(null)
                .fragment(null)
                .build()
                .toString()
                .replaceAll("/+$", "");
        this.keyId = keyId;
        this.signer = signer;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * The HTTP settings that every kiosk uses: no redirects (a captive portal shall not be followed), no Nagle delay, and a
     * read time-out above the longest answer of a server that a thousand kiosks came back to at once (limits A3).
     */
    static OkHttpClient.Builder settings() {
        return new OkHttpClient.Builder()
                .socketFactory(new NoDelaySocketFactory())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .connectTimeout(Duration.ofSeconds(10))
                .writeTimeout(Duration.ofSeconds(30))
                .readTimeout(Duration.ofSeconds(60));
    }

    <T> Answer<T> get(String path, Class<T> type) {
        return exchange("GET", path, NO_BODY, bytes -> Wire.read(bytes, type));
    }

    Answer<byte[]> getBytes(String path) {
        return exchange("GET", path, NO_BODY, bytes -> bytes);
    }

    <T> Answer<T> post(String path, Object message, Class<T> type) {
        return exchange("POST", path, gzip(Wire.write(message)), bytes -> Wire.read(bytes, type));
    }

    /** Does all of a {@link #post} that comes before the network, and nothing after. */
    void prepare(String path, Object message) {
        signed("POST", path, gzip(Wire.write(message)));
    }

    private <T> Answer<T> exchange(String method, String path, byte[] body, Reader<T> reader) {
        for (int tries = 1; ; tries++) {
            Answer<T> answer = once(method, path, body, reader);
            boolean clockRefused = answer instanceof Answer.Refused<T> refused
                    && refused.problem().type().equals(CLOCK_PROBLEM);
            if (!clockRefused || tries == CLOCK_TRIES_MAX) {
                return answer;
            }
        }
    }

    private <T> Answer<T> once(String method, String path, byte[] body, Reader<T> reader) {
        Request request = signed(method, path, body);
        long startNanos = nanoTime.getAsLong();
        try (Response response = http.newCall(request).execute()) {
            byte[] bytes = response.body().bytes();
            Duration roundTrip = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
            int status = response.code();
            if (response.isSuccessful() || (status == CONFLICT && isJson(response))) {
                return new Answer.Given<>(reader.read(bytes), roundTrip);
            }
            if (status == TOO_MANY || status >= 500) {
                return new Answer.Busy<>(retryAfter(response), status);
            }
            Problem problem = problem(status, bytes);
            if (problem.type().equals(CLOCK_PROBLEM)) {
                httpDate(response.header("Date"))
                        .ifPresent(time -> clockCorrection = Duration.between(clock.instant(), time));
            }
            return new Answer.Refused<>(problem);
        } catch (IOException e) {
            return new Answer.Unreachable<>(plainWords(e));
        } catch (MalformedMessage e) {
            return new Answer.Unreachable<>("The answer is not the server's: " + e.getMessage());
        }
    }

    private Request signed(String method, String path, byte[] body) {
        HttpUrl url = HttpUrl.get(base + Messages.BASE_PATH + path);
        Instant created = clock.instant().plus(clockCorrection);
        HttpSignature.Headers headers = HttpSignature.sign(keyId, created, method, url.toString(), body, signer);
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Content-Digest", headers.contentDigest())
                .header("Signature-Input", headers.signatureInput())
                .header("Signature", headers.signature());
        if (method.equals("POST")) {
            request.header("Content-Encoding", "gzip");
            request.post(RequestBody.create(body, JSON));
        }
        return request.build();
    }

    private static Optional<Instant> httpDate(@Nullable String date) {
        if (date == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isJson(Response response) {
        String type = response.header("Content-Type");
        return type != null && type.startsWith("application/json");
    }

    private static Problem problem(int status, byte[] bytes) {
        try {
            return Wire.read(bytes, Problem.class);
        } catch (MalformedMessage e) {
            return new Problem("about:blank", "HTTP " + status, status, "The server gave no reason.");
        }
    }

    private static Optional<Duration> retryAfter(Response response) {
        String seconds = response.header("Retry-After");
        if (seconds == null || !seconds.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(seconds), RETRY_AFTER_SECONDS_MAX)));
    }

    private static String plainWords(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static byte[] gzip(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length() / 3 + 64);
        try (GZIPOutputStream gzip = new QuickGzip(bytes)) {
            gzip.write(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Compressing in memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A fifth more bytes, in a third of the time: a backlog waits for each push, and a push is small. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(byte[] bytes);
    }
}
