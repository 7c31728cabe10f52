package org.uketsuke.server.ingest;

import io.javalin.http.Context;
import java.util.List;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.web.Answers;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.KioskGate;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.RequestBody;
import org.uketsuke.server.web.Route;

/** {@code POST /journals/{journal}/entries} and {@code GET /journals/{journal}}. */
public final class JournalRoutes {
    private static final int CONFLICT = 409;

    private final Ingest ingest;

    /** With the way in. */
    public JournalRoutes(Ingest ingest) {
        this.ingest = ingest;
    }

    /**
     * The routes.
     *
     * @param pushing gate for pushes; revoked kiosks come through as well
     * @param asking gate for questions
     */
    public List<Route> routes(Gate pushing, Gate asking) {
        return List.of(
                Route.post(Answers.api("/journals/{journal}/entries"), pushing, this::push),
                Route.get(Answers.api("/journals/{journal}"), asking, this::status));
    }

    private void push(Context request) {
        PushRequest push = RequestBody.message(request, PushRequest.class, Messages.PUSH_BYTES_MAX);
        answer(request, ingest.push(KioskGate.kiosk(request).id(), request.pathParam("journal"), push));
    }

    private void status(Context request) {
        answer(request, ingest.status(KioskGate.kiosk(request).id(), request.pathParam("journal")));
    }

    private static void answer(Context request, PushAnswer answer) {
        if (answer instanceof PushAnswer.Stands stands) {
            boolean current = stands.status().state() == JournalStatus.State.CURRENT;
            request.status(current ? 200 : CONFLICT);
            Answers.json(request, stands.status());
        } else if (answer instanceof PushAnswer.Busy busy) {
            throw Refusal.busy(busy.retryAfter());
        } else if (answer instanceof PushAnswer.Refused refused) {
            throw refusal(refused);
        }
    }

    private static Refusal refusal(PushAnswer.Refused refused) {
        Text detail = new Text(refused.detail(), refused.detail());
        return switch (refused.why()) {
            case UNKNOWN_KIOSK ->
                new Refusal(401, "unknown-kiosk", new Text("登録されていない端末です", "This kiosk is not enrolled"), detail);
            case FOREIGN_JOURNAL ->
                new Refusal(403, "foreign-journal", new Text("別の端末の記録です", "Another kiosk's journal"), detail);
            case BAD_JOURNAL_ID -> new Refusal(400, "journal-id", new Text("記録の番号が違います", "Not a journal id"), detail);
            case BAD_BATCH -> new Refusal(400, "batch", new Text("送信内容が不正です", "Not a push"), detail);
            case BAD_HEAD_SIGNATURE, TOO_MANY_HISTORIES ->
                new Refusal(
                        422, "head-signature", new Text("記録の署名が合いません", "The head's signature does not hold"), detail);
        };
    }
}
