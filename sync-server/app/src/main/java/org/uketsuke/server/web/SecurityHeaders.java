package org.uketsuke.server.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** The header fields that every answer carries, whatever it is (ASVS 3.4, SEC-51). */
final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /**
     * The fields and their values.
     *
     * @param https whether people reach the server by https, so that browsers may be told to keep to it
     */
    static Map<String, String> of(boolean https) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        fields.put("X-Content-Type-Options", "nosniff");
        // Not no-referrer: browsers then send "Origin: null" with the forms of our own pages.
        fields.put("Referrer-Policy", "same-origin");
        fields.put("Cache-Control", "no-store");
        fields.put("X-Frame-Options", "DENY");
        fields.put("Cross-Origin-Resource-Policy", "same-origin");
        fields.put("Cross-Origin-Opener-Policy", "same-origin");
        fields.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        if (https) {
            fields.put("Strict-Transport-Security", "max-age=31536000");
        }
        return Map.copyOf(fields);
    }
}
