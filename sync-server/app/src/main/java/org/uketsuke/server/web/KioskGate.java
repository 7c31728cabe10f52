package org.uketsuke.server.web;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.Objects;
import org.uketsuke.protocol.Messages.Text;

/** Lets enrolled kiosks in, by the signature of their requests. */
public final class KioskGate implements Gate {
    private static final String KIOSK = "kiosk";

    private final SignedRequests signatures;
    private final KioskKeys keys;
    private final boolean revokedToo;

    private KioskGate(SignedRequests signatures, KioskKeys keys, boolean revokedToo) {
        this.signatures = signatures;
        this.keys = keys;
        this.revokedToo = revokedToo;
    }

    /** For kiosks whose key stands. */
    public static Gate standing(SignedRequests signatures, KioskKeys keys) {
        return new KioskGate(signatures, keys, false);
    }

    /** Also for revoked kiosks: what they bring is evidence still, and goes to quarantine (SEC-23). */
    public static Gate revokedToo(SignedRequests signatures, KioskKeys keys) {
        return new KioskGate(signatures, keys, true);
    }

    /** The kiosk that came through. */
    public static KnownKiosk kiosk(Context request) {
        return Objects.requireNonNull(request.<KnownKiosk>attribute(KIOSK), "Only for routes behind this gate");
    }

    @Override
    public Who who() {
        return Who.KIOSK;
    }

    @Override
    public void admit(Context request) {
        SignedRequests.Claim claim = signatures.claim(request);
        KnownKiosk kiosk = keys.find(claim.keyId()).orElseThrow(KioskGate::unknown);
        signatures.verify(claim, kiosk.publicKey());
        if (kiosk.revokedAt().isPresent() && !revokedToo) {
            throw revoked();
        }
        keys.heard(kiosk, signatures.now());
        request.attribute(KIOSK, kiosk);
    }

    /** The gate for a machine that is about to enrol: it signs with the key that its key id spells out. */
    public static Gate newKey(SignedRequests signatures) {
        return new Gate() {
            @Override
            public Who who() {
                return Who.NEW_KIOSK;
            }

            @Override
            public void admit(Context request) {
                SignedRequests.Claim claim = signatures.claim(request);
                signatures.verify(claim, publicKey(claim.keyId()));
                request.attribute(KIOSK, claim.keyId());
            }
        };
    }

    /** The Base64url public key that a request was signed with, behind {@link #newKey}. */
    public static String newKey(Context request) {
        return Objects.requireNonNull(request.<String>attribute(KIOSK), "Only for routes behind this gate");
    }

    private static byte[] publicKey(String keyId) {
        try {
            return Base64.getUrlDecoder().decode(keyId);
        } catch (IllegalArgumentException e) {
            throw SignedRequests.notSigned();
        }
    }

    private static Refusal unknown() {
        return new Refusal(
                401,
                "unknown-kiosk",
                new Text("登録されていない端末です", "This kiosk is not enrolled"),
                new Text("事務局で登録コードを発行し、端末を登録してください。", "Enrol it with a code from the office."));
    }

    private static Refusal revoked() {
        return new Refusal(
                401,
                "revoked-kiosk",
                new Text("この端末は停止されています", "This kiosk was revoked"),
                new Text(
                        "事務局に連絡してください。記録は送信できます。",
                        "Ask the office. What the kiosk recorded can still be sent in and will be looked at."));
    }
}
