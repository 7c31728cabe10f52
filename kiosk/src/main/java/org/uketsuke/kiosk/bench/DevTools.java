package org.uketsuke.kiosk.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The little of the Chrome DevTools Protocol that a measurement needs: commands and their answers, no events. */
final class DevTools implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture("");

    private DevTools(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_PATIENCE)
                .build();
        this.socket = client.newWebSocketBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .buildAsync(address, new Ear())
                .join();
    }

    /**
     * Connects to a browser.
     *
     * @throws IllegalStateException if it does not answer
     */
    static DevTools connect(URI address) {
        try {
            return new DevTools(address);
        } catch (CompletionException e) {
            throw new IllegalStateException("The browser started, but does not answer on its DevTools port", e);
        }
    }

    /**
     * Sends a command.
     *
     * @param session the page that it is for; empty for the browser itself
     * @return what comes back; fails with {@link IllegalStateException} when the browser refuses or goes away
     */
    synchronized CompletableFuture<JsonNode> send(
            Optional<String> session, String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        Map<String, Object> message = new HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        session.ifPresent(it -> message.put("sessionId", it));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        pending.put(id, answer);
        String text = JSON.writeValueAsString(message);
        // A WebSocket takes the next message only when the last one is on its way.
        sent = sent.thenCompose(it -> socket.sendText(text, true)).whenComplete((it, failure) -> {
            if (failure != null) {
                gone();
            }
        });
        return answer;
    }

    /** Waits for an answer. */
    static JsonNode await(CompletableFuture<JsonNode> answer, Duration patience) {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The browser did not answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    Optional.ofNullable(e.getCause()).orElse(e).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the browser", e);
        }
    }

    private void heard(JsonNode message) {
        CompletableFuture<JsonNode> answer = pending.remove(message.path("id").asInt(0));
        if (answer == null) {
            return;
        }
        if (message.has("error")) {
            answer.completeExceptionally(new IllegalStateException("The browser refused: "
                    + message.path("error").path("message").asString("")));
        } else {
            answer.complete(message.path("result"));
        }
    }

    private void gone() {
        pending.values()
                .forEach(answer -> answer.completeExceptionally(new IllegalStateException("The browser went away")));
    }

    @Override
    public void close() {
        socket.abort();
        gone();
    }

    /** Puts the parts of a message together. The socket calls it from one thread at a time. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture("");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            gone();
            return CompletableFuture.completedFuture("");
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            gone();
        }
    }
}
