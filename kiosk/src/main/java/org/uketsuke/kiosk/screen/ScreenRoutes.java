package org.uketsuke.kiosk.screen;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.scan.Frame;
import org.uketsuke.kiosk.scan.FrameReader.Sighting;
import org.uketsuke.kiosk.screen.PageMessage.Kind;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;

/** HTTP of the booth's page. Every request passes the {@link Guard} first; until there is one, none passes. */
final class ScreenRoutes {
    /** Longest JSON body, in bytes: a scanner's text of {@code Wedge} length, escaped. */
    static final int JSON_BYTES_MAX = 8 * 1024;

    /** Largest camera picture, in pixels and so in bytes: full HD. */
    static final int FRAME_BYTES_MAX = 1920 * 1080;

    private static final Logger LOG = LoggerFactory.getLogger(ScreenRoutes.class);
    private static final long HEARTBEAT_MILLIS = 10_000;

    private final ScreenWiring wiring;
    private final Audience audience;
    private volatile Optional<Guard> guard = Optional.empty();

    ScreenRoutes(ScreenWiring wiring, Audience audience) {
        this.wiring = wiring;
        this.audience = audience;
    }

    /** Lets requests through that this guard passes; it knows the port, so it comes after the port is bound. */
    void open(Guard ready) {
        guard = Optional.of(ready);
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::guard);
        routes.get("/health", ctx -> ctx.result("ok"));
        new PageFiles()
                .byPath()
                .forEach((path, file) -> routes.get(path, ctx -> {
                    ctx.contentType(file.type());
                    ctx.result(file.bytes());
                }));
        routes.get("/setup", ctx -> json(ctx, setup()));
        routes.get("/events", this::stream);
        routes.post("/typed", this::typed);
        routes.post("/typed/unreadable", this::unreadable);
        routes.post("/frames", this::frame);
        routes.post("/samples/{index}", this::sample);
        routes.post("/help", this::help);
        routes.post("/heartbeat", this::heartbeat);
        new DeskRoutes(wiring.desk(), wiring.printer(), wiring.readersReport()).addTo(routes);
        new DutyRoutes(wiring.duty(), wiring.desk().entrance()).addTo(routes);
        routes.exception(HttpResponseException.class, Problems::answer);
        routes.exception(
                MalformedMessage.class, (e, ctx) -> Problems.answer(ctx, 400, "Malformed", "Not the expected JSON"));
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("The screen could not answer {} {}", ctx.method(), ctx.path(), e);
            Problems.answer(ctx, 500, "Fault", "The kiosk could not do this; its log says why");
        });
        routes.error(404, ctx -> Problems.answer(ctx, 404, "Not found", "The kiosk has no such page"));
    }

    private void guard(Context ctx) {
        Optional<Guard> ready = guard;
        if (ready.isEmpty()) {
            Problems.answer(ctx, 503, "Starting", "The kiosk is starting; try again");
            ctx.skipRemainingHandlers();
            return;
        }
        Guard door = ready.get();
        Optional<Guard.Refusal> refusal = door.check(ctx);
        if (refusal.isPresent()) {
            Problems.answer(ctx, refusal.get().status, "Turned away", refusal.get().detail);
            ctx.skipRemainingHandlers();
        } else if (door.opensPage(ctx)) {
            door.admit(ctx);
            wiring.heartbeat().opened();
            ctx.redirect("/", HttpStatus.SEE_OTHER);
            ctx.skipRemainingHandlers();
        }
    }

    PageMessage.Standing standing() {
        return new PageMessage.Standing(wiring.status().get());
    }

    private PageMessage.Setup setup() {
        return new PageMessage.Setup(
                wiring.samples().stream().map(Sample::label).toList(), wiring.scanner());
    }

    /** Serves one page's events on this request's own thread until the page goes or the kiosk stops. */
    private void stream(Context ctx) {
        HttpServletResponse response = ctx.res();
        response.setContentType("text/event-stream;charset=utf-8");
        try (Viewer viewer = audience.admit()) {
            viewer.put(Kind.STATUS, Wire.write(standing()));
            OutputStream out = response.getOutputStream();
            Optional<String> events = viewer.take(HEARTBEAT_MILLIS);
            while (events.isPresent()) {
                out.write(events.get().getBytes(StandardCharsets.UTF_8));
                out.flush();
                events = viewer.take(HEARTBEAT_MILLIS);
            }
        } catch (IOException e) {
            LOG.debug("A page went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void typed(Context ctx) throws IOException {
        String text =
                Wire.read(body(ctx, JSON_BYTES_MAX), PageMessage.Typed.class).text();
        looked(ctx, wiring.typed().typed(text) ? Sighting.READ : Sighting.NOTHING);
    }

    private void unreadable(Context ctx) {
        wiring.typed().unreadable();
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void frame(Context ctx) throws IOException {
        byte[] luminance = body(ctx, FRAME_BYTES_MAX);
        Frame frame;
        try {
            frame = new Frame(number(ctx.queryParam("width")), number(ctx.queryParam("height")), luminance);
        } catch (IllegalArgumentException e) {
            Problems.answer(ctx, 400, "Malformed", "Not a picture of the given width and height");
            return;
        }
        looked(ctx, wiring.frames().look(frame));
    }

    private void sample(Context ctx) {
        int index = number(ctx.pathParam("index"));
        if (index < 0 || index >= wiring.samples().size()) {
            Problems.answer(ctx, 404, "Not found", "There is no such sample");
            return;
        }
        wiring.sink().accept(wiring.samples().get(index).scan());
        looked(ctx, Sighting.READ);
    }

    private void help(Context ctx) throws IOException {
        wiring.help()
                .accept(Wire.read(body(ctx, JSON_BYTES_MAX), PageMessage.Help.class)
                        .call());
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private void heartbeat(Context ctx) throws IOException {
        PageMessage.Beat beat = Wire.read(body(ctx, JSON_BYTES_MAX), PageMessage.Beat.class);
        wiring.heartbeat().beat(beat.tab(), beat.publicPage());
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static void looked(Context ctx, Sighting sighting) {
        json(
                ctx,
                new PageMessage.Looked(sighting.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    private static void json(Context ctx, PageMessage message) {
        ctx.contentType("application/json; charset=utf-8");
        ctx.result(Wire.write(message));
    }

    static byte[] body(Context ctx, int bytesMax) throws IOException {
        byte[] body = ctx.req().getInputStream().readNBytes(bytesMax + 1);
        if (body.length > bytesMax) {
            throw new HttpResponseException(413);
        }
        return body;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    }
}
