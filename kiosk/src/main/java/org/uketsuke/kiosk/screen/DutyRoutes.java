package org.uketsuke.kiosk.screen;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import org.uketsuke.kiosk.booth.Entrance;
import org.uketsuke.kiosk.camera.QrPicture;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.duty.DutyDesk.Done;
import org.uketsuke.protocol.Wire;

/**
 * HTTP of the pages that open and close the booth. Anybody at the screen may look and bring a key; what changes anything is
 * done by somebody who has logged in as at the staff desk, and closing, exporting and wiping by a person in charge. A locked
 * booth knows no staff: anybody may say that it is open, for that changes no answer to a tap, and nobody can close it before the
 * key is there. Where the roster lists no staff, whoever works there closes, and wiping is for the command.
 */
final class DutyRoutes {
    private static final long PAPER_LINES_MAX = 100_000;

    private final DutyDesk duty;
    private final Entrance entrance;

    DutyRoutes(DutyDesk duty, Entrance entrance) {
        this.duty = duty;
        this.entrance = entrance;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/duty", ctx -> json(ctx, duty.view()));
        routes.get("/duty/day", ctx -> json(ctx, DutyMessage.Today.of(duty.day(), DutyRoutes::picture)));
        routes.post("/duty/key", this::key);
        routes.post("/duty/open", ctx -> asStaff(ctx, false, false, staff -> done(duty.open(staff))));
        routes.post("/duty/close", ctx -> {
            long paper = read(ctx, DutyMessage.Paper.class).lines();
            if (paper < 0 || paper > PAPER_LINES_MAX) {
                Problems.answer(ctx, 400, "Malformed", "Not a number of lines on paper sheets");
            } else {
                asStaff(ctx, true, false, staff -> done(duty.close(staff, paper)));
            }
        });
        routes.post("/duty/print", ctx -> asStaff(ctx, false, false, staff -> new DutyMessage.Printed(duty.print())));
        routes.post("/duty/export", ctx -> asStaff(ctx, true, false, staff -> DutyMessage.Exported.of(duty.export())));
        routes.post("/duty/wipe", ctx -> asStaff(ctx, true, true, staff -> done(duty.wipe(staff))));
    }

    private void key(Context ctx) throws IOException {
        json(
                ctx,
                new DutyMessage.KeyTaken(
                        duty.key(read(ctx, PageMessage.Typed.class).text())));
    }

    /** What somebody who has logged in is answered. */
    @FunctionalInterface
    private interface Answer {
        DutyMessage to(String staff) throws IOException;
    }

    private void asStaff(Context ctx, boolean inCharge, boolean byName, Answer answer) throws IOException {
        Optional<String> who = who(ctx, inCharge, byName);
        if (who.isEmpty()) {
            Problems.answer(ctx, 401, "Log in", inCharge ? "A person in charge must log in" : "Staff must log in");
        } else {
            json(ctx, answer.to(who.get()));
        }
    }

    private Optional<String> who(Context ctx, boolean inCharge, boolean byName) {
        if (entrance.staff().isEmpty()) {
            boolean needsKey = inCharge && duty.view().keyWanted();
            return byName || needsKey ? Optional.empty() : Optional.of(DutyDesk.NOBODY);
        }
        String token = Optional.ofNullable(ctx.header(DeskRoutes.TOKEN_HEADER)).orElse("");
        return entrance.enter(token, true)
                .filter(staff -> staff.lead() || !inCharge)
                .map(staff -> staff.id());
    }

    private static DutyMessage done(Done done) {
        return new DutyMessage.Answered(done);
    }

    private static QrPicture picture(String text) {
        return QrPicture.of(text);
    }

    private static <T> T read(Context ctx, Class<T> type) throws IOException {
        return Wire.read(ScreenRoutes.body(ctx, ScreenRoutes.JSON_BYTES_MAX), type);
    }

    private static void json(Context ctx, Object message) {
        ctx.contentType("application/json; charset=utf-8");
        ctx.result(Wire.write(message));
    }
}
