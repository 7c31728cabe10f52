package org.uketsuke.server.web;

import java.time.Duration;
import java.util.Map;
import org.uketsuke.protocol.Messages.Text;

/**
 * A request that is answered with an error which the caller can understand and mend. Carries no stack trace: it is an
 * answer, not a fault.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Text title;
    private final transient Text detail;
    private final transient Map<String, String> headers;

    /**
     * An error answer.
     *
     * @param status HTTP status
     * @param type last part of the stable problem type, {@code /problems/<type>}
     * @param title what is wrong, in a few words
     * @param detail what to do
     */
    public Refusal(int status, String type, Text title, Text detail) {
        this(status, type, title, detail, Map.of());
    }

    private Refusal(int status, String type, Text title, Text detail, Map<String, String> headers) {
        super(title.en(), null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.detail = detail;
        this.headers = headers;
    }

    /** Too many tries; how long to wait is rounded up to whole seconds. */
    public static Refusal tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refusal(
                429,
                "too-many-tries",
                new Text("試行回数が多すぎます", "Too many tries"),
                new Text(seconds + "秒後にもう一度お試しください。", "Try again in " + seconds + " seconds."),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    /** The server has too much to do; the same request will do later. */
    public static Refusal busy(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Refusal(
                503,
                "busy",
                new Text("混み合っています", "The server is busy"),
                new Text(seconds + "秒後にもう一度お試しください。", "Try again in " + seconds + " seconds."),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    /** Nothing is there, or nothing that this caller may see. */
    public static Refusal notFound() {
        return new Refusal(
                404,
                "not-found",
                new Text("見つかりません", "Not found"),
                new Text("アドレスを確かめるか、トップページからお探しください。", "Check the address, or look for it from the home page."));
    }

    /** The body is not what this address takes. */
    public static Refusal malformed() {
        return new Refusal(
                400,
                "malformed",
                new Text("内容を読み取れません", "The content cannot be read"),
                new Text("送った内容の形式を確かめてください。", "Check that what was sent has the format that this address takes."));
    }

    /** The body is larger than this address takes. */
    public static Refusal tooLarge() {
        return new Refusal(
                413,
                "too-large",
                new Text("内容が大きすぎます", "The content is too large"),
                new Text("小さく分けて送ってください。", "Send it in smaller parts."));
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Stable problem type, {@code /problems/…}. */
    public String type() {
        return "/problems/" + type;
    }

    /** What is wrong, in a few words. */
    public Text title() {
        return title;
    }

    /** What to do. */
    public Text detail() {
        return detail;
    }

    /** Header fields that belong to the answer, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }
}
