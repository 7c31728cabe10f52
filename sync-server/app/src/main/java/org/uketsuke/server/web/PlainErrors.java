package org.uketsuke.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers to what is not even HTTP, or fails before any route is reached: a status and nothing about the inside. */
final class PlainErrors extends ErrorHandler {
    private final Map<String, String> headers;

    PlainErrors(Map<String, String> headers) {
        this.headers = headers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("Content-Type", "text/plain; charset=utf-8");
        byte[] text =
                ("この要求は処理できません。 This request cannot be answered. (" + status + ")\n").getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(text), callback);
        return true;
    }
}
