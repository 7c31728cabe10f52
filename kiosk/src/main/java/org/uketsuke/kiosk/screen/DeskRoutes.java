package org.uketsuke.kiosk.screen;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.uketsuke.kiosk.booth.DayFigures;
import org.uketsuke.kiosk.booth.DeskMembers;
import org.uketsuke.kiosk.booth.Evidence;
import org.uketsuke.kiosk.booth.MemberView;
import org.uketsuke.kiosk.booth.Reason;
import org.uketsuke.kiosk.booth.Registration;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.camera.QrPicture;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.printer.PrinterState;
import org.uketsuke.kiosk.printer.Slip;
import org.uketsuke.kiosk.reader.ReadersReport;
import org.uketsuke.kiosk.screen.DeskMessage.LoggedIn;
import org.uketsuke.kiosk.screen.DeskMessage.Person;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.Wire;

/**
 * HTTP of the staff desk. Beside what the {@link Guard} asks of every request, all but the log-in need the token of a desk
 * that is open, in a header, so that it is in no URL and no cookie; whoever leaves the page leaves the desk.
 */
final class DeskRoutes {
    /** Header that carries the desk's token. */
    static final String TOKEN_HEADER = "X-Uketsuke-Desk";

    /** Longest remark, in characters. */
    static final int NOTE_MAX = 300;

    private final StaffDesk desk;
    private final Printer printer;
    private final Supplier<ReadersReport.Report> readersReport;

    DeskRoutes(StaffDesk desk, Printer printer, Supplier<ReadersReport.Report> readersReport) {
        this.desk = desk;
        this.printer = printer;
        this.readersReport = readersReport;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/desk/door", ctx -> json(ctx, door()));
        routes.post("/desk/log-in", this::logIn);
        routes.post("/desk/log-in-by-card", ctx -> json(ctx, byCard()));
        routes.post("/desk/log-out", ctx -> leave(ctx));
        at(routes, "overview", this::overview);
        at(
                routes,
                "search",
                (staff, ctx) -> search(read(ctx, DeskMessage.Typed.class).text()));
        at(routes, "register", (staff, ctx) -> register(staff, read(ctx, DeskMessage.ByHand.class)));
        at(routes, "await-card", (staff, ctx) -> awaitCard(staff, read(ctx, DeskMessage.ByHand.class)));
        at(routes, "await-no-card", (staff, ctx) -> done(desk::awaitNoCard));
        at(routes, "temporary-code", (staff, ctx) -> code(staff, read(ctx, DeskMessage.ByHand.class)));
        at(routes, "void", (staff, ctx) -> cancel(staff, read(ctx, DeskMessage.Cancelled.class)));
        at(
                routes,
                "note",
                (staff, ctx) -> note(staff, read(ctx, DeskMessage.Typed.class).text()));
        at(
                routes,
                "dismiss",
                (staff, ctx) -> dismiss(read(ctx, DeskMessage.Dismissed.class).id()));
        at(
                routes,
                "answer",
                (staff, ctx) -> answer(read(ctx, DeskMessage.Dismissed.class).id()));
        at(routes, "await-found-card", (staff, ctx) -> done(desk::awaitFoundCard));
        at(routes, "print", (staff, ctx) -> print(read(ctx, DeskMessage.Print.class)));
        at(routes, "lines", (staff, ctx) -> lines());
        at(routes, "readers", (staff, ctx) -> DeskMessage.Readers.of(readersReport.get()));
    }

    /** What an open desk answers. */
    @FunctionalInterface
    private interface Answer {
        DeskMessage to(BoothStaff staff, Context ctx) throws IOException;
    }

    private void at(RoutesConfig routes, String name, Answer answer) {
        routes.post("/desk/" + name, ctx -> {
            byte[] body = ScreenRoutes.body(ctx, ScreenRoutes.JSON_BYTES_MAX);
            ctx.attribute("body", body);
            boolean acts = !name.equals("overview")
                    || Wire.read(body, DeskMessage.Look.class).acts();
            Optional<BoothStaff> staff = desk.entrance().enter(token(ctx), acts);
            if (staff.isEmpty()) {
                Problems.answer(ctx, 401, "Desk closed", "Log in at the staff desk");
            } else {
                json(ctx, answer.to(staff.get(), ctx));
            }
        });
    }

    private static String token(Context ctx) {
        return Optional.ofNullable(ctx.header(TOKEN_HEADER)).orElse("");
    }

    private static <T> T read(Context ctx, Class<T> type) {
        byte[] body = ctx.attribute("body");
        return Wire.read(body == null ? new byte[0] : body, type);
    }

    private DeskMessage door() {
        List<Person> staff = desk.entrance().staff().stream().map(Person::of).toList();
        return new DeskMessage.Door(desk.unlocked(), staff, desk.entrance().lockedUntil());
    }

    private void logIn(Context ctx) throws IOException {
        DeskMessage.PinTyped tried =
                Wire.read(ScreenRoutes.body(ctx, ScreenRoutes.JSON_BYTES_MAX), DeskMessage.PinTyped.class);
        json(ctx, LoggedIn.of(desk.entrance().logIn(tried.staff(), tried.pin())));
    }

    private DeskMessage byCard() {
        return desk.entrance().logInByCard().map(LoggedIn::of).orElseGet(LoggedIn::none);
    }

    private void leave(Context ctx) {
        desk.leave(token(ctx));
        json(ctx, new DeskMessage.Done(true));
    }

    private DeskMessage overview(BoothStaff staff, Context ctx) {
        List<DeskMessage.Failed> waiting = desk.waiting().stream()
                .map(scan -> new DeskMessage.Failed(
                        scan,
                        scan.member().flatMap(desk::member).map(DeskMessage.Member::of),
                        scan.way().flatMap(desk.members()::named)))
                .toList();
        DayFigures figures = desk.figures();
        return new DeskMessage.Overview(
                Person.of(staff),
                desk.journal(),
                desk.entrance().secondsLeft(token(ctx)),
                desk.calls(),
                waiting,
                figures,
                DeskMessage.wireName(desk.stage()),
                printer.state().wireName(),
                desk.foundCardHolder().map(DeskMessage.Member::of),
                desk.members().atDoor(),
                figures.sessions().stream()
                        .flatMap(session -> desk.members().named(session.way()).stream())
                        .toList());
    }

    private DeskMessage search(String typed) {
        List<MemberView> found = desk.search(typed);
        return new DeskMessage.Found(
                found.stream().map(DeskMessage.Member::of).toList(), found.size() == DeskMembers.FOUND_MAX);
    }

    private DeskMessage register(BoothStaff staff, DeskMessage.ByHand asked) {
        Registration answer = desk.register(
                staff.id(), asked.member(), reason(asked.reason()), evidence(asked), asked.rescues(), asked.way());
        if (answer instanceof Registration.Registered registered) {
            return new DeskMessage.Registered("registered", Optional.of(registered.seq()), Optional.empty());
        }
        if (answer instanceof Registration.AlreadyRegistered already) {
            return new DeskMessage.Registered("already", Optional.empty(), Optional.of(already.firstAt()));
        }
        return new DeskMessage.Registered(refusal(answer), Optional.empty(), Optional.empty());
    }

    private static String refusal(Registration answer) {
        if (answer instanceof Registration.UnknownMember) {
            return "unknown";
        }
        return answer instanceof Registration.OtherAgenda ? "other-agenda" : "not-on-disk";
    }

    private DeskMessage awaitCard(BoothStaff staff, DeskMessage.ByHand asked) {
        return new DeskMessage.Done(
                desk.awaitCard(staff.id(), asked.member(), reason(asked.reason()), evidence(asked)));
    }

    private DeskMessage code(BoothStaff staff, DeskMessage.ByHand asked) {
        try {
            return desk.temporaryCode(staff.id(), asked.member(), reason(asked.reason()), evidence(asked))
                    .<DeskMessage>map(text -> new DeskMessage.TemporaryCode(QrPicture.of(text), text))
                    .orElseGet(() -> new DeskMessage.Done(false));
        } catch (NotRecorded e) {
            return new DeskMessage.Done(false);
        }
    }

    private DeskMessage cancel(BoothStaff staff, DeskMessage.Cancelled asked) {
        try {
            return new DeskMessage.Done(desk.cancel(staff.id(), asked.entry(), reason(asked.reason())));
        } catch (NotRecorded e) {
            return new DeskMessage.Done(false);
        }
    }

    private DeskMessage note(BoothStaff staff, String text) {
        String remark = text.strip();
        if (remark.isEmpty() || remark.length() > NOTE_MAX) {
            return new DeskMessage.Done(false);
        }
        try {
            desk.note(staff.id(), remark);
            return new DeskMessage.Done(true);
        } catch (NotRecorded e) {
            return new DeskMessage.Done(false);
        }
    }

    private DeskMessage dismiss(long id) {
        desk.dismiss(id);
        return new DeskMessage.Done(true);
    }

    /** The page's own words, so that a slip says what the screen said; without a printer, or with too much, nothing comes. */
    private DeskMessage print(DeskMessage.Print asked) {
        if (printer.state() == PrinterState.OFF || asked.lines().size() > DeskMessage.Print.LINES_MAX) {
            return new DeskMessage.Done(false);
        }
        Slip.Builder slip = Slip.with().centred(Slip.Size.LARGE, asked.title()).gap();
        asked.lines().forEach(line -> slip.line(Slip.Size.NORMAL, line).gap());
        asked.code().ifPresent(slip::code);
        return new DeskMessage.Done(printer.print(slip.slip()));
    }

    private DeskMessage answer(long id) {
        desk.answer(id);
        return new DeskMessage.Done(true);
    }

    private static DeskMessage done(Runnable what) {
        what.run();
        return new DeskMessage.Done(true);
    }

    private DeskMessage lines() {
        Map<String, String> names = desk.entrance().staff().stream()
                .collect(Collectors.toMap(BoothStaff::id, BoothStaff::name, (one, other) -> one));
        Function<String, String> nameOf = id -> names.getOrDefault(id, id);
        return new DeskMessage.Lines(desk.lines().stream()
                .map(line -> new DeskMessage.Lines.Shown(
                        line,
                        DeskMessage.wireName(line.kind()),
                        line.member().flatMap(desk::member).map(DeskMessage.Member::of),
                        line.staff().map(nameOf),
                        line.way().flatMap(desk.members()::named)))
                .toList());
    }

    /** A reason of a later page is recorded as another one, never lost. */
    private static Reason reason(String wireName) {
        return Reason.byWireName(wireName).orElse(Reason.OTHER);
    }

    private static List<Evidence> evidence(DeskMessage.ByHand asked) {
        return asked.evidence().stream()
                .flatMap(name -> Evidence.byWireName(name).stream())
                .toList();
    }

    private static void json(Context ctx, DeskMessage message) {
        ctx.contentType("application/json; charset=utf-8");
        ctx.result(Wire.write(message));
    }
}
