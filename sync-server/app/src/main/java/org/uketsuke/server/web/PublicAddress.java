package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Under which address callers know this server. Signatures cover the address as the caller wrote it, and cookies and origins
 * depend on it.
 *
 * @param configured what {@code --public-url} says, without a slash at the end; empty when callers reach the server directly
 *     by plain HTTP, so that the {@code Host} field tells
 * @param behindProxy whether a proxy in front adds the caller's address to {@code X-Forwarded-For}
 */
public record PublicAddress(Optional<String> configured, boolean behindProxy) {

    /**
     * Reads a {@code --public-url}.
     *
     * @throws IllegalArgumentException if it is not {@code http(s)://host[:port]}, with what to write instead
     */
    public static PublicAddress of(Optional<String> url, boolean behindProxy) {
        url.ifPresent(PublicAddress::check);
        return new PublicAddress(url.map(text -> text.replaceAll("/+$", "")), behindProxy);
    }

    private static void check(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/*");
            if (web && uri.getHost() != null && bare && uri.getQuery() == null && uri.getUserInfo() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // falls through to the one message that says what to write
        }
        throw new IllegalArgumentException(
                "The public address must look like https://office.example.org, without a path");
    }

    /** Whether callers use https. */
    public boolean https() {
        return configured.map(url -> url.startsWith("https:")).orElse(false);
    }

    /** Scheme, host and port as callers write them. */
    public String origin(Context request) {
        return configured.orElseGet(
                () -> "http://" + Optional.ofNullable(request.header("Host")).orElse(""));
    }

    /** The absolute address of a request as the caller wrote it, path and query undecoded. */
    String targetUri(Context request) {
        String query = request.queryString();
        return origin(request) + request.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    /**
     * The caller's network address; behind a proxy the last one that was added, which is the proxy's own word. Some proxies add
     * a line of their own below the caller's.
     */
    public String caller(Context request) {
        List<String> lines = behindProxy ? Collections.list(request.req().getHeaders("X-Forwarded-For")) : List.of();
        String forwarded = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.isEmpty() ? request.req().getRemoteAddr() : last;
    }
}
