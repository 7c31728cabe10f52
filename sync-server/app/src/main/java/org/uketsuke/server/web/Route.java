package org.uketsuke.server.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One address of the server and who may use it.
 *
 * @param method HTTP method
 * @param path with {@code {name}} for variable parts
 * @param gate who may
 * @param handler what happens then
 */
public record Route(HandlerType method, String path, Gate gate, Handler handler) {
    /** Something to read. */
    public static Route get(String path, Gate gate, Handler handler) {
        return new Route(HandlerType.GET, path, gate, handler);
    }

    /** Something that changes the server. */
    public static Route post(String path, Gate gate, Handler handler) {
        return new Route(HandlerType.POST, path, gate, handler);
    }
}
