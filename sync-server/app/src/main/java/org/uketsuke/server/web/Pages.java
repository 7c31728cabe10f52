package org.uketsuke.server.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Fills the compiled templates. Every text is escaped for the place where it stands. */
public final class Pages {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.uketsuke.server.templates");

    /**
     * Answers with a page. Pages are not compressed: they hold form tokens beside text that others may choose.
     *
     * @param template file name below {@code src/main/jte}, without ending
     * @param view what the template shows, its parameter {@code view}
     */
    public void show(Context request, String template, Object view) {
        StringOutput html = new StringOutput();
        engine.render(template + ".jte", Map.of("frame", Frame.of(request), "view", view), html);
        request.disableCompression();
        request.contentType("text/html; charset=utf-8").result(html.toString());
    }
}
