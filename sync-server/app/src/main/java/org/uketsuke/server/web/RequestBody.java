package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Wire;

/** Request bodies, inflated where the caller compressed them, never beyond a limit. */
public final class RequestBody {
    private RequestBody() {}

    /**
     * The message that a request carries.
     *
     * @param bytesMax most bytes after inflating
     * @throws Refusal if it is too large, not gzip though it says so, or not a message of that type
     */
    public static <T> T message(Context request, Class<T> type, int bytesMax) {
        return message(inflated(request, bytesMax), type);
    }

    /**
     * A message from its JSON.
     *
     * @throws Refusal if it is not one; the parser's own words stay here, for they repeat what was sent
     */
    public static <T> T message(byte[] json, Class<T> type) {
        try {
            return Wire.read(json, type);
        } catch (MalformedMessage e) {
            throw Refusal.malformed();
        }
    }

    private static byte[] inflated(Context request, int bytesMax) {
        byte[] body = request.bodyAsBytes();
        String encoding = request.header("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return atMost(body, bytesMax);
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new Refusal(
                    415,
                    "encoding",
                    new Text("この圧縮形式は使えません", "This encoding is not taken"),
                    new Text("gzip か、圧縮なしで送ってください。", "Send it as gzip, or not compressed."));
        }
        return inflate(new ByteArrayInputStream(body), bytesMax);
    }

    /**
     * Inflates gzip.
     *
     * @throws Refusal if it is not gzip, or holds more bytes than allowed
     */
    public static byte[] inflate(InputStream gzip, int bytesMax) {
        try (GZIPInputStream inflater = new GZIPInputStream(gzip)) {
            return atMost(inflater.readNBytes(bytesMax + 1), bytesMax);
        } catch (IOException e) {
            throw Refusal.malformed();
        }
    }

    private static byte[] atMost(byte[] bytes, int bytesMax) {
        if (bytes.length > bytesMax) {
            throw Refusal.tooLarge();
        }
        return bytes;
    }
}
