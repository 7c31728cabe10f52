package org.uketsuke.server.bench;

import java.security.SecureRandom;
import java.time.Clock;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.server.ingest.Ingest;
import org.uketsuke.server.ingest.PushAnswer;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.storage.Storage;

/** The floor: the same work without a network. */
final class InProcess implements IngestBench.Way {
    private final Ingest ingest;

    InProcess(Storage storage, Clock clock, SecureRandom random) {
        this.ingest =
                new Ingest(storage, clock, ServerKeys.of(storage, random), (handle, society, meeting, now) -> false);
    }

    @Override
    public void pushAll(BenchKiosk kiosk) {
        for (PushRequest push : kiosk.pushes()) {
            PushAnswer answer = ingest.push(kiosk.id(), kiosk.journal(), push);
            if (!(answer instanceof PushAnswer.Stands stands
                    && stands.status().received()
                            == push.after() + push.entries().size())) {
                throw new IllegalStateException("The server did not take a push: " + answer);
            }
        }
    }

    @Override
    public void close() {
        ingest.close();
    }
}
