package org.uketsuke.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.SyncServer;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.PublicAddress;

/** The whole way: gzip, signature, loopback, the real server, and back. The clients use the same processors. */
final class OverHttp implements IngestBench.Way {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final SyncServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Clock clock;

    OverHttp(Storage storage, Path rosterFolder, Clock clock, SecureRandom random) {
        this.clock = clock;
        SyncServer.Setting setting =
                new SyncServer.Setting("127.0.0.1", 0, new PublicAddress(Optional.empty(), false), rosterFolder);
        try {
            this.server = SyncServer.start(storage, setting, clock, random);
        } catch (IOException e) {
            throw new UncheckedIOException("No port could be had for the measurement", e);
        }
    }

    @Override
    public void pushAll(BenchKiosk kiosk) {
        kiosk.pushes().forEach(push -> push(kiosk, push));
    }

    /** Pushes a part of what a kiosk has; throws when it is not taken. */
    void push(BenchKiosk kiosk, PushRequest push) {
        HttpResponse<String> answer = send(kiosk, push);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The server answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> send(BenchKiosk kiosk, PushRequest push) {
        byte[] body = gzip(Wire.write(push));
        String target = server.address() + Messages.BASE_PATH + "/journals/" + kiosk.journal() + "/entries";
        HttpSignature.Headers headers =
                HttpSignature.sign(kiosk.id(), clock.instant(), "POST", target, body, kiosk.signer());
        HttpRequest request = HttpRequest.newBuilder(URI.create(target))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Content-Digest", headers.contentDigest())
                .header("Signature-Input", headers.signatureInput())
                .header("Signature", headers.signature())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("A push did not get through", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted", e);
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot compress in memory", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.close();
    }
}
