package org.uketsuke.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTTP message signatures (RFC 9421) in the one profile that kiosk and server speak: label {@code uketsuke}; components
 * {@code @method}, {@code @target-uri}, {@code content-digest} (RFC 9530, sha-256, also for an empty body); parameters
 * {@code created}, {@code keyid}, {@code alg="ed25519"}. Anything else is refused.
 *
 * @param keyId kiosk id, or the Base64url public key while enrolling
 * @param created when it was signed, whole seconds, by the signer's clock
 * @param method upper-case HTTP method
 * @param targetUri absolute URI as the client used it
 * @param contentDigest value of the {@code Content-Digest} field
 */
public record HttpSignature(String keyId, Instant created, String method, String targetUri, String contentDigest) {
    /** How far {@code created} may be from the server's clock, in seconds, either way. */
    public static final long WINDOW_SECONDS = 300;

    private static final Pattern INPUT =
            Pattern.compile("uketsuke=(\\(\"@method\" \"@target-uri\" \"content-digest\"\\)"
                    + ";created=(\\d{1,12});keyid=\"([A-Za-z0-9_-]{1,64})\";alg=\"ed25519\")");
    private static final Pattern SIGNATURE = Pattern.compile("uketsuke=:([A-Za-z0-9+/]{86}==):");

    /** The three header fields that a signed request carries. */
    public record Headers(String contentDigest, String signatureInput, String signature) {}

    /** {@code Content-Digest} of a body, over the bytes as sent (that is, after compression). */
    public static String contentDigest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Signs a request. */
    public static Headers sign(
            String keyId, Instant created, String method, String targetUri, byte[] body, Signer signer) {
        HttpSignature signature = new HttpSignature(keyId, created, method, targetUri, contentDigest(body));
        String value = Base64.getEncoder().encodeToString(signer.sign(signature.base()));
        return new Headers(signature.contentDigest, "uketsuke=" + signature.parameters(), "uketsuke=:" + value + ":");
    }

    /**
     * What a {@code Signature-Input} field claims about a request; empty if it is not exactly of this profile.
     *
     * @param headers as received
     */
    public static Optional<HttpSignature> claimed(String method, String targetUri, Headers headers) {
        Matcher input = INPUT.matcher(headers.signatureInput());
        if (!input.matches()) {
            return Optional.empty();
        }
        Instant created = Instant.ofEpochSecond(Long.parseLong(input.group(2)));
        return Optional.of(new HttpSignature(input.group(3), created, method, targetUri, headers.contentDigest()));
    }

    /** Whether the {@code Signature} field holds over this claim. The body must be compared with the digest besides. */
    public boolean holds(String signatureField, byte[] publicKey, SignatureCheck check) {
        Matcher value = SIGNATURE.matcher(signatureField);
        return value.matches()
                && check.holds(publicKey, base(), Base64.getDecoder().decode(value.group(1)));
    }

    /** The signature base of RFC 9421 §2.5. */
    public byte[] base() {
        String text = "\"@method\": " + method + "\n\"@target-uri\": " + targetUri + "\n\"content-digest\": "
                + contentDigest + "\n\"@signature-params\": " + parameters();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String parameters() {
        return "(\"@method\" \"@target-uri\" \"content-digest\");created=" + created.getEpochSecond() + ";keyid=\""
                + keyId + "\";alg=\"ed25519\"";
    }
}
