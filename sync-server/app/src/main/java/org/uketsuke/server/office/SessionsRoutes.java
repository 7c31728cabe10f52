package org.uketsuke.server.office;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.enrolment.Doors;
import org.uketsuke.server.enrolment.KeptDoor;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.Visitor;

/** The page of a meeting's sessions, and the doors that administrators give to kiosks there. */
public final class SessionsRoutes {
    private static final String SESSIONS = "/meetings/{society}/{meeting}/sessions";

    private final Storage storage;
    private final Doors doors;
    private final Pages pages;

    /** Over the database. */
    public SessionsRoutes(Storage storage, Doors doors, Pages pages) {
        this.storage = storage;
        this.doors = doors;
        this.pages = pages;
    }

    /**
     * The routes.
     *
     * @param office lets in who may look
     * @param administrator lets in who may change where kiosks stand
     */
    public List<Route> routes(Gate office, Gate administrator) {
        return List.of(
                Route.get(SESSIONS, office, request -> show(request, Optional.empty())),
                Route.post(SESSIONS + "/doors/{kiosk}", administrator, this::give),
                Route.post(SESSIONS + "/doors/{kiosk}/remove", administrator, this::takeAway));
    }

    private void show(Context request, Optional<Text> problem) {
        MeetingRef ref = ref(request);
        SessionsPage page = storage.read(handle -> {
            MeetingSummary meeting = new MeetingsStore(handle).find(ref).orElseThrow(Refusal::notFound);
            return new SessionsStore(handle).page(meeting, problem);
        });
        pages.show(request, "sessions", page);
    }

    private void give(Context request) {
        MeetingRef ref = ref(request);
        Optional<KeptDoor> door = KeptDoor.typed(field(request, "room"), field(request, "way"));
        if (door.isEmpty()) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            String most = Integer.toString(RoomName.LENGTH_MAX);
            show(
                    request,
                    Optional.of(new Text(
                            "会場名を" + most + "文字以内で入力してください。", "Enter a room of 1 to " + most + " characters.")));
            return;
        }
        found(doors.give(ref.society(), ref.meeting(), request.pathParam("kiosk"), door.get(), account(request)));
        request.redirect(SessionsPage.path(ref), HttpStatus.SEE_OTHER);
    }

    private void takeAway(Context request) {
        MeetingRef ref = ref(request);
        found(doors.takeAway(ref.society(), ref.meeting(), request.pathParam("kiosk"), account(request)));
        request.redirect(SessionsPage.path(ref), HttpStatus.SEE_OTHER);
    }

    private static void found(boolean done) {
        if (!done) {
            throw Refusal.notFound();
        }
    }

    private static MeetingRef ref(Context request) {
        return new MeetingRef(request.pathParam("society"), request.pathParam("meeting"));
    }

    private static String field(Context request, String name) {
        return Optional.ofNullable(request.formParam(name)).orElse("").replace("\0", "");
    }

    private static String account(Context request) {
        return Visitor.of(request).account();
    }
}
