package org.uketsuke.server.office;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.office.EntriesPage.Cursor;
import org.uketsuke.server.office.EntriesPage.Filter;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.Visitor;

/** The pages that show what is there. */
public final class OfficeRoutes {
    private static final int PAGE_MAX = 1_000;
    private static final int QUERY_LENGTH_MAX = 100;

    private final Storage storage;
    private final Pages pages;
    private final Audit audit;

    /** Over the database. */
    public OfficeRoutes(Storage storage, Pages pages, Audit audit) {
        this.storage = storage;
        this.pages = pages;
        this.audit = audit;
    }

    /** The routes, for people whom the gate lets in. */
    public List<Route> routes(Gate office) {
        String meeting = "/meetings/{society}/{meeting}";
        return List.of(
                Route.get("/", office, this::meetings),
                Route.get(meeting, office, this::meeting),
                Route.get(meeting + "/entries", office, this::entries),
                Route.get(meeting + "/exceptions", office, this::cases),
                Route.get("/entries/{journal}/{seq}", office, this::evidence),
                Route.get("/members/{society}/{member}", office, this::member),
                Route.get("/search", office, this::askSearch),
                Route.post("/search", office, this::search));
    }

    private void meetings(Context request) {
        List<MeetingsPage.Line> lines = storage.read(handle -> new MeetingsStore(handle).all());
        pages.show(request, "meetings", new MeetingsPage(lines));
    }

    private void meeting(Context request) {
        MeetingPage page =
                storage.read(handle -> new MeetingStore(handle, storage.dialect()).page(found(handle, request)));
        pages.show(request, "meeting", page);
    }

    private void entries(Context request) {
        Filter filter = new Filter(
                parameter(request, "kiosk"), parameter(request, "decision"), Cursor.of(parameter(request, "from")));
        EntriesPage page = storage.read(handle -> new EntriesStore(handle).page(found(handle, request), filter));
        pages.show(request, "entries", page);
    }

    private void cases(Context request) {
        boolean all = parameter(request, "state").equals("all");
        String wanted = parameter(request, "page");
        int number = wanted.matches("\\d{1,4}") ? Math.max(1, Math.min(PAGE_MAX, Integer.parseInt(wanted))) : 1;
        CasesPage page = storage.read(handle -> new CasesStore(handle).page(found(handle, request), all, number));
        pages.show(request, "cases", page);
    }

    private void evidence(Context request) {
        String seq = request.pathParam("seq");
        if (!seq.matches("\\d{1,18}")) {
            throw Refusal.notFound();
        }
        EvidenceRef wanted = new EvidenceRef(request.pathParam("journal"), Long.parseLong(seq));
        EvidencePage page =
                storage.read(handle -> new EvidenceStore(handle).page(wanted)).orElseThrow(Refusal::notFound);
        pages.show(request, "evidence", page);
    }

    private void member(Context request) {
        String society = request.pathParam("society");
        String member = request.pathParam("member");
        MemberPage page = storage.read(handle -> new MemberStore(handle, storage.dialect()).page(society, member))
                .orElseThrow(Refusal::notFound);
        audit.record(Visitor.of(request).account(), Action.MEMBER_SEEN, society + "/" + member, "");
        pages.show(request, "member", page);
    }

    private void askSearch(Context request) {
        pages.show(request, "search", new SearchPage("", List.of(), false));
    }

    /** By POST, so that names stay out of addresses, histories and proxy logs. */
    private void search(Context request) {
        String typed = Optional.ofNullable(request.formParam("q")).orElse("").replace("\0", "");
        String query = typed.length() > QUERY_LENGTH_MAX ? typed.substring(0, QUERY_LENGTH_MAX) : typed;
        pages.show(request, "search", storage.read(handle -> new SearchStore(handle).find(query)));
    }

    private static MeetingSummary found(Handle handle, Context request) {
        MeetingRef ref = new MeetingRef(request.pathParam("society"), request.pathParam("meeting"));
        return new MeetingsStore(handle).find(ref).orElseThrow(Refusal::notFound);
    }

    private static String parameter(Context request, String name) {
        String value = request.queryParam(name);
        return value == null || value.length() > QUERY_LENGTH_MAX ? "" : value.replace("\0", "");
    }
}
