package org.uketsuke.kiosk.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.Problem;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.Wire;

/** The replication rule of the protocol and nothing else, behind a real socket, with faults on demand. */
public final class ReplicaServer extends Dispatcher implements AutoCloseable {
    /** What happens to the next request. */
    enum Fault {
        /** It never arrives. */
        REQUEST_LOST,
        /** It is applied; the answer is lost. */
        ANSWER_LOST,
        /** The server is busy. */
        BUSY
    }

    private final MockWebServer web = new MockWebServer();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> entries = new ArrayList<>();
    private final List<Integer> pushSizes = new ArrayList<>();
    private String journal = "";
    private String foreign = "";
    private Optional<MockResponse> refusal = Optional.empty();
    private long safe;
    private boolean forking;
    private Function<RecordedRequest, Optional<MockResponse>> besides = request -> Optional.empty();
    private boolean takingNothing;
    private Instant time = Instant.parse("2026-10-16T00:00:00Z");

    /** Serves on a free port. */
    public ReplicaServer() throws IOException {
        web.setDispatcher(this);
        web.start();
    }

    /** Where it serves. */
    public HttpUrl url() {
        return web.url("/");
    }

    /** Answers what is no journal's, such as for the assignment. */
    public synchronized void serveBesides(Function<RecordedRequest, Optional<MockResponse>> answers) {
        besides = answers;
    }

    /** Requests that arrived so far. */
    int requests() {
        return web.getRequestCount();
    }

    synchronized void fault(Fault... next) {
        faults.addAll(List.of(next));
    }

    /** What time it says it is. */
    public synchronized void setTime(Instant now) {
        time = now;
    }

    /** As when the server was restored from an older backup. */
    synchronized void forgetAfter(int count) {
        while (entries.size() > count) {
            entries.remove(entries.size() - 1);
        }
    }

    /** Another history under the same journal id, as a cloned kiosk disk would have written it. */
    synchronized void rewriteLast(String other) {
        entries.set(entries.size() - 1, other);
    }

    /** From now on a journal is known as another kiosk's. */
    synchronized void refuseAsForeign(String journalId) {
        foreign = journalId;
    }

    /** From now on everything is refused. */
    synchronized void refuseAll(String type, int status) {
        refusal = Optional.of(problem(type, "Refused", status));
    }

    /** From now on the server can take nothing. */
    synchronized void stayBusy() {
        refusal = Optional.of(new MockResponse(503, Headers.of(), ""));
    }

    /** From now on every push of whatever journal is said to be of another history. */
    synchronized void alwaysFork() {
        forking = true;
    }

    /** From now on pushes are answered as if all were well, and nothing is kept of them. */
    synchronized void takeNothing() {
        takingNothing = true;
    }

    /** How far the server's own history is in a verified backup. */
    synchronized void setSafe(long seq) {
        safe = seq;
    }

    /** What it took of the journal. */
    public synchronized List<String> entries() {
        return List.copyOf(entries);
    }

    synchronized List<Integer> pushSizes() {
        return List.copyOf(pushSizes);
    }

    synchronized String journal() {
        return journal;
    }

    @Override
    public synchronized MockResponse dispatch(RecordedRequest request) {
        Fault fault = faults.poll();
        if (fault == Fault.BUSY) {
            return new MockResponse(503, Headers.of("Retry-After", "0"), "");
        }
        if (fault == Fault.REQUEST_LOST) {
            return new MockResponse.Builder()
                    .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                    .build();
        }
        MockResponse answer = answer(request);
        return fault == Fault.ANSWER_LOST
                ? answer.newBuilder()
                        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                        .build()
                : answer;
    }

    private MockResponse answer(RecordedRequest request) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<MockResponse> beside = besides.apply(request);
        if (beside.isPresent()) {
            return beside.get();
        }
        String asked = request.getUrl().pathSegments().get(3);
        if (asked.equals(foreign)) {
            return problem("/problems/foreign-journal", "Another kiosk's journal", 403);
        }
        if (!asked.equals(journal)) {
            journal = asked;
            entries.clear();
        }
        JournalStatus.State state = request.getMethod().equals("POST") ? append(request) : JournalStatus.State.CURRENT;
        JournalStatus status = new JournalStatus(
                state,
                entries.size(),
                HexFormat.of().formatHex(hashAt(entries.size())),
                safe,
                new ServerMark(time, "epoch"));
        return new MockResponse(
                state == JournalStatus.State.CURRENT ? 200 : 409,
                Headers.of("Content-Type", "application/json"),
                Wire.write(status));
    }

    private static MockResponse problem(String type, String title, int status) {
        return new MockResponse(
                status,
                Headers.of("Content-Type", "application/problem+json"),
                Wire.write(new Problem(type, title, status, "")));
    }

    private JournalStatus.State append(RecordedRequest request) {
        PushRequest push = Wire.read(inflate(request), PushRequest.class);
        pushSizes.add(push.entries().size());
        if (forking || takingNothing) {
            return forking ? JournalStatus.State.FORK : JournalStatus.State.CURRENT;
        }
        if (push.after() > entries.size()) {
            return JournalStatus.State.GAP;
        }
        for (int i = 0; i < push.entries().size(); i++) {
            int at = (int) push.after() + i;
            if (at == entries.size()) {
                entries.add(push.entries().get(i));
            } else if (!entries.get(at).equals(push.entries().get(i))) {
                return JournalStatus.State.FORK;
            }
        }
        boolean whole = HexFormat.of()
                .formatHex(hashAt((int) push.after() + push.entries().size()))
                .equals(push.head());
        return whole ? JournalStatus.State.CURRENT : JournalStatus.State.FORK;
    }

    private byte[] hashAt(int count) {
        byte[] hash = JournalChain.first(journal);
        for (String entry : entries.subList(0, count)) {
            hash = JournalChain.next(hash, entry);
        }
        return hash;
    }

    private static byte[] inflate(RecordedRequest request) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(request.getBody().toByteArray()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
