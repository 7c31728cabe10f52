package org.uketsuke.server.booth;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.Visitor;

/**
 * The pages of a meeting's booths. Secrets come as answers to forms only, which no history and no address bar keeps, and no
 * answer of this server is ever stored.
 */
public final class BoothRoutes {
    private static final String BOOTH = "/meetings/{society}/{meeting}/booth";

    private final Storage storage;
    private final BoothStaffing staffing;
    private final BoothKeys keys;
    private final Pages pages;
    private final Audit audit;

    /** With what the pages need. */
    public BoothRoutes(Storage storage, BoothStaffing staffing, BoothKeys keys, Pages pages, Audit audit) {
        this.storage = storage;
        this.staffing = staffing;
        this.keys = keys;
        this.pages = pages;
        this.audit = audit;
    }

    /** The routes, for people whom the gate lets in: administrators, since a key and a card let others in. */
    public List<Route> routes(Gate administrator) {
        return List.of(
                Route.get(BOOTH, administrator, this::booth),
                Route.post(BOOTH + "/staff", administrator, this::add),
                Route.post(BOOTH + "/staff/{staff}/card", administrator, this::anew),
                Route.post(BOOTH + "/staff/{staff}/stop", administrator, this::stop),
                Route.post(BOOTH + "/key", administrator, this::key),
                Route.post(BOOTH + "/key/new", administrator, this::newKey));
    }

    private void booth(Context request) {
        show(request, meeting(request), "", Optional.empty());
    }

    private void show(Context request, Meeting meeting, String name, Optional<Text> problem) {
        List<StaffMember> staff = staffing.all(meeting.society(), meeting.id());
        pages.show(request, "booth", new BoothPage(meeting, staff, name, problem));
    }

    private void add(Context request) {
        Meeting meeting = meeting(request);
        String name = Optional.ofNullable(request.formParam("name")).orElse("").replace("\0", "");
        boolean lead = "yes".equals(request.formParam("lead"));
        BoothStaffing.Result result =
                staffing.add(new BoothStaffing.Wanted(meeting.society(), meeting.id(), name, lead), account(request));
        if (result instanceof BoothStaffing.Result.Made made) {
            pages.show(request, "staffcard", new StaffCardPage(meeting, made.card()));
        } else if (result instanceof BoothStaffing.Result.NotPossible not) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(request, meeting, name, Optional.of(not.why()));
        }
    }

    private void anew(Context request) {
        Meeting meeting = meeting(request);
        StaffCard card = staffing.anew(meeting.society(), meeting.id(), request.pathParam("staff"), account(request))
                .orElseThrow(Refusal::notFound);
        pages.show(request, "staffcard", new StaffCardPage(meeting, card));
    }

    private void stop(Context request) {
        Meeting meeting = meeting(request);
        staffing.stop(meeting.society(), meeting.id(), request.pathParam("staff"), account(request));
        request.redirect(BoothPage.path(meeting), HttpStatus.SEE_OTHER);
    }

    private void key(Context request) {
        Meeting meeting = meeting(request);
        showKey(request, meeting, keys.of(meeting.society(), meeting.id()), false);
    }

    private void newKey(Context request) {
        Meeting meeting = meeting(request);
        showKey(request, meeting, keys.makeNew(meeting.society(), meeting.id(), account(request)), true);
    }

    private void showKey(Context request, Meeting meeting, BoothKey key, boolean isNew) {
        audit.record(account(request), Action.BOOTH_KEY_SHOWN, meeting.society() + "/" + meeting.id(), "");
        pages.show(request, "boothkey", new BoothKeyPage(meeting, key, isNew));
    }

    private Meeting meeting(Context request) {
        String society = request.pathParam("society");
        String meeting = request.pathParam("meeting");
        return storage.read(handle -> new MeetingStore(handle).find(society, meeting))
                .orElseThrow(Refusal::notFound);
    }

    private static String account(Context request) {
        return Visitor.of(request).account();
    }
}
