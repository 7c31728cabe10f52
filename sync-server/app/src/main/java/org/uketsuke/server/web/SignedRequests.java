package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.uketsuke.protocol.HttpSignature;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.SignatureCheck;

/**
 * Checks signed requests (RFC 9421, RFC 9530) in the one profile of {@link HttpSignature}. Replaying a request within the
 * window changes nothing: pushes are idempotent, a code works once.
 */
public final class SignedRequests {
    private final PublicAddress address;
    private final SignatureCheck check;
    private final Clock clock;

    /** With the address that callers sign, the signature algorithm, and the server's clock. */
    public SignedRequests(PublicAddress address, SignatureCheck check, Clock clock) {
        this.address = address;
        this.check = check;
        this.clock = clock;
    }

    /**
     * What a request says of itself: digest and time have been checked, the signature has not.
     *
     * @param keyId whose key
     * @param claimed what was signed
     * @param signature the {@code Signature} field
     */
    record Claim(String keyId, HttpSignature claimed, String signature) {}

    /**
     * Reads the signature fields of a request.
     *
     * @throws Refusal if one is missing or twice there, is not of the profile, does not fit the body, or was made outside
     *     the time window
     */
    Claim claim(Context request) {
        HttpSignature.Headers fields = new HttpSignature.Headers(
                only(request, "Content-Digest"), only(request, "Signature-Input"), only(request, "Signature"));
        HttpSignature claimed = HttpSignature.claimed(request.method().name(), address.targetUri(request), fields)
                .orElseThrow(SignedRequests::notSigned);
        byte[] digest = HttpSignature.contentDigest(request.bodyAsBytes()).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(digest, claimed.contentDigest().getBytes(StandardCharsets.UTF_8))) {
            throw notSigned();
        }
        Duration distance = Duration.between(claimed.created(), clock.instant()).abs();
        if (distance.compareTo(Duration.ofSeconds(HttpSignature.WINDOW_SECONDS)) > 0) {
            throw wrongClock();
        }
        return new Claim(claimed.keyId(), claimed, fields.signature());
    }

    /**
     * Checks the signature itself.
     *
     * @throws Refusal if the key did not make it
     */
    void verify(Claim claim, byte[] publicKey) {
        if (!claim.claimed().holds(claim.signature(), publicKey, check)) {
            throw notSigned();
        }
    }

    Instant now() {
        return clock.instant();
    }

    private static String only(Context request, String field) {
        List<String> values = Collections.list(request.req().getHeaders(field));
        if (values.size() != 1) {
            throw notSigned();
        }
        return values.get(0);
    }

    static Refusal notSigned() {
        return new Refusal(
                401,
                "signature",
                new Text("署名を確認できません", "The signature does not hold"),
                new Text(
                        "端末に設定したサーバーのアドレスを確かめるか、端末を登録し直してください。",
                        "Check the server address that the kiosk was given, or enrol the kiosk anew."));
    }

    private static Refusal wrongClock() {
        return new Refusal(
                401,
                "clock",
                new Text("端末の時計が合っていません", "The kiosk's clock is off"),
                new Text("この応答の Date に合わせて署名し直してください。", "Sign again by the time in the Date field of this answer."));
    }
}
