package org.uketsuke.server.ingest;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.protocol.SignatureCheck;
import org.uketsuke.server.pass.PassKeyStore;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.SocietyStore;

/**
 * Opens what kiosks without a roster sealed to this server, and checks it as an unlocked kiosk would have. The raw card
 * identity lives for the length of one call.
 */
final class SealedScans {
    private final KeyPair sealingKey;
    private final SignatureCheck check;

    SealedScans(KeyPair sealingKey, SignatureCheck check) {
        this.sealingKey = sealingKey;
        this.check = check;
    }

    /**
     * What opening needs to know of a meeting.
     *
     * @param meeting meeting id
     * @param tokenKey the meeting's token key
     * @param societyNumber the society's number in passes
     * @param passKeys keys that sign passes, by id
     */
    private record Keys(String meeting, byte[] tokenKey, int societyNumber, Map<Integer, PassKey> passKeys) {}

    /**
     * A key that signs passes.
     *
     * @param publicKey 32 raw bytes
     * @param from passes issued from then on
     * @param until passes are good until then
     */
    private record PassKey(byte[] publicKey, Instant from, Instant until) {}

    /** An opener for a kiosk's meeting. */
    Evidence.Opener opener(Handle handle, KioskRow kiosk) {
        Keys keys = keys(handle, kiosk);
        return text -> open(text, keys);
    }

    private static Keys keys(Handle handle, KioskRow kiosk) {
        Map<Integer, PassKey> passKeys = new PassKeyStore(handle)
                .forKiosks(kiosk.society()).stream()
                        .collect(Collectors.toMap(RosterMessages.PassKey::id, SealedScans::passKey));
        return new Keys(
                kiosk.meeting(),
                new MeetingStore(handle).tokenKey(kiosk.society(), kiosk.meeting()),
                new SocietyStore(handle).find(kiosk.society()).orElseThrow().number(),
                passKeys);
    }

    private static PassKey passKey(RosterMessages.PassKey key) {
        return new PassKey(Base64.getUrlDecoder().decode(key.publicKey()), key.validFrom(), key.validTo());
    }

    private Evidence open(String sealed, Keys keys) {
        Optional<String> plain = new SealedToken(sealed).open(keys.meeting(), sealingKey);
        int colon = plain.map(text -> text.indexOf(':')).orElse(-1);
        if (colon < 0) {
            return new Evidence.Nobody();
        }
        String text = plain.orElseThrow().substring(colon + 1);
        Optional<Medium> medium = Medium.byWireName(plain.orElseThrow().substring(0, colon));
        if (medium.isEmpty()) {
            return new Evidence.Nobody();
        }
        return medium.get() == Medium.PASS ? pass(text, keys) : card(medium.get(), text, keys);
    }

    private static Evidence card(Medium medium, String text, Keys keys) {
        try {
            return new Evidence.Card(
                    CardToken.of(keys.tokenKey(), RawToken.of(medium, text)).hex());
        } catch (IllegalArgumentException e) {
            return new Evidence.Nobody();
        }
    }

    private Evidence pass(String text, Keys keys) {
        MemberPass.Reading reading = MemberPass.read(text);
        if (reading instanceof MemberPass.Reading.Refused refused) {
            return new Evidence.NoPass(refused.why());
        }
        MemberPass.Reading.Claimed claimed = (MemberPass.Reading.Claimed) reading;
        MemberPass pass = claimed.pass();
        PassKey key = keys.passKeys().get(pass.keyId());
        if (pass.societyNumber() != keys.societyNumber()) {
            return new Evidence.NoPass(PassRefusal.OTHER_SOCIETY);
        }
        if (key == null || pass.notBefore().isBefore(key.from())) {
            return new Evidence.NoPass(PassRefusal.UNKNOWN_KEY);
        }
        if (!claimed.signatureHolds(key.publicKey(), check)) {
            return new Evidence.NoPass(PassRefusal.BAD_SIGNATURE);
        }
        Instant until = pass.notAfter().isBefore(key.until()) ? pass.notAfter() : key.until();
        return new Evidence.Pass(
                pass.passId(), pass.generation(), Optional.of(new Evidence.Window(pass.notBefore(), until)));
    }
}
