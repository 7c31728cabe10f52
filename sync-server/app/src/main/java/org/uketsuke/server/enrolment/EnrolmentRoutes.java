package org.uketsuke.server.enrolment;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.uketsuke.protocol.Messages.AssignmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentAnswer;
import org.uketsuke.protocol.Messages.EnrolmentRequest;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.web.Answers;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.KioskGate;
import org.uketsuke.server.web.KnownKiosk;
import org.uketsuke.server.web.PublicAddress;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.RequestBody;
import org.uketsuke.server.web.Route;

/** {@code POST /enrolment} and {@code GET /assignment}. */
public final class EnrolmentRoutes {
    private final Enrolment enrolment;
    private final ServerKeys keys;
    private final PublicAddress address;
    private final Clock clock;

    /** With what it needs. */
    public EnrolmentRoutes(Enrolment enrolment, ServerKeys keys, PublicAddress address, Clock clock) {
        this.enrolment = enrolment;
        this.keys = keys;
        this.address = address;
        this.clock = clock;
    }

    /**
     * The routes.
     *
     * @param newKey gate for machines that enrol
     * @param kiosk gate for enrolled kiosks
     */
    public List<Route> routes(Gate newKey, Gate kiosk) {
        return List.of(
                Route.post(Answers.api("/enrolment"), newKey, this::enrol),
                Route.get(Answers.api("/assignment"), kiosk, this::assignment));
    }

    private void enrol(Context request) {
        EnrolmentRequest wanted = RequestBody.message(request, EnrolmentRequest.class, Answers.MESSAGE_BYTES_MAX);
        if (!wanted.publicKey().equals(KioskGate.newKey(request))) {
            throw Refusal.malformed();
        }
        KnownKiosk kiosk = enrolment.enrol(wanted, address.caller(request));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        Answers.json(
                request,
                new EnrolmentAnswer(
                        kiosk.id(),
                        enrolment.assignment(kiosk),
                        base64.encodeToString(keys.rosterPublicKey()),
                        base64.encodeToString(keys.sealingPublicKey()),
                        mark()));
    }

    private void assignment(Context request) {
        Answers.json(request, new AssignmentAnswer(enrolment.assignment(KioskGate.kiosk(request)), mark()));
    }

    private ServerMark mark() {
        return new ServerMark(clock.instant(), keys.epoch());
    }
}
