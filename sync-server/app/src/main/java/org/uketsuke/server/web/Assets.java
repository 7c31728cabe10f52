package org.uketsuke.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Style sheets and icon, from inside the program: no other server is ever asked. */
public final class Assets {
    private Assets() {}

    /** The routes. */
    public static List<Route> routes() {
        return List.of(
                asset("/assets/office.css", "text/css; charset=utf-8"),
                asset("/assets/booth.css", "text/css; charset=utf-8"),
                asset("/assets/icon.svg", "image/svg+xml"));
    }

    private static Route asset(String path, String type) {
        byte[] content = read(path);
        return Route.get(
                path,
                Gate.OPEN,
                request -> request.header("Cache-Control", "public, max-age=600")
                        .contentType(type)
                        .result(content));
    }

    private static byte[] read(String path) {
        try (InputStream in = Assets.class.getResourceAsStream("/web" + path)) {
            if (in == null) {
                throw new IllegalStateException("This program is incomplete: " + path + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("This program is incomplete: " + path + " cannot be read", e);
        }
    }
}
