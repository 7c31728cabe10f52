package org.uketsuke.server.roster;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.server.web.Answers;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.KioskGate;
import org.uketsuke.server.web.KnownKiosk;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;

/** {@code GET /roster?after=V} and {@code GET /roster/snapshots/{version}}. */
public final class RosterRoutes {
    private static final String VERSION = "\\d{1,18}";

    private final Rosters rosters;
    private final Clock clock;
    private final String epoch;

    /** With the rosters; the epoch is the random id of the server's data. */
    public RosterRoutes(Rosters rosters, Clock clock, String epoch) {
        this.rosters = rosters;
        this.clock = clock;
        this.epoch = epoch;
    }

    /** The routes, for kiosks that the gate lets in; each gets the roster of its own meeting. */
    public List<Route> routes(Gate kiosk) {
        return List.of(
                Route.get(Answers.api("/roster"), kiosk, this::roster),
                Route.get(Answers.api("/roster/snapshots/{version}"), kiosk, this::snapshot));
    }

    private void roster(Context request) {
        String after = request.queryParam("after");
        if (after != null && !after.matches(VERSION)) {
            throw Refusal.malformed();
        }
        KnownKiosk kiosk = KioskGate.kiosk(request);
        Answers.json(
                request,
                rosters.answer(
                        kiosk.society(),
                        kiosk.meeting(),
                        after == null ? 0 : Long.parseLong(after),
                        new ServerMark(clock.instant(), epoch)));
    }

    private void snapshot(Context request) throws IOException {
        String version = request.pathParam("version");
        if (!version.matches(VERSION)) {
            throw Refusal.notFound();
        }
        KnownKiosk kiosk = KioskGate.kiosk(request);
        Snapshots.Ready ready = rosters.announced(kiosk.society(), kiosk.meeting(), Long.parseLong(version))
                .orElseThrow(Refusal::notFound);
        request.disableCompression();
        request.contentType("application/vnd.sqlite3").header("Vary", "Accept-Encoding");
        String accepted = request.header("Accept-Encoding");
        if (accepted == null || !accepted.contains("gzip")) {
            request.result(Files.newInputStream(ready.file()));
            return;
        }
        request.header("Content-Encoding", "gzip");
        Optional<Path> compressed = ready.compressed();
        if (compressed.isPresent()) {
            request.result(Files.newInputStream(compressed.get()));
        } else {
            try (OutputStream gzip = new FastGzip(request.outputStream())) {
                Files.copy(ready.file(), gzip);
            }
        }
    }
}
