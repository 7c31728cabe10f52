package org.uketsuke.kiosk.roster;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.uketsuke.kiosk.roster.RosterChange.Refused;
import org.uketsuke.kiosk.roster.RosterChange.Why;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.SignatureCheck;

/** Whether a snapshot is what its manifest says, and the manifest this kiosk's server's. */
final class SnapshotCheck {
    private final String meeting;
    private final byte[] serverKey;
    private final SignatureCheck signatureCheck;

    SnapshotCheck(String meeting, byte[] serverKey, SignatureCheck signatureCheck) {
        this.meeting = meeting;
        this.serverKey = serverKey.clone();
        this.signatureCheck = signatureCheck;
    }

    /** Why it is not to be taken; empty if it is. */
    Optional<Refused> refusal(RosterManifest manifest, byte[] snapshot) {
        if (!manifest.meeting().equals(meeting)) {
            return Optional.of(new Refused(Why.OTHER_MEETING, "the roster is for meeting " + manifest.meeting()));
        }
        if (manifest.bytes() != snapshot.length) {
            return Optional.of(new Refused(
                    Why.WRONG_LENGTH, "%d bytes came, %d were announced".formatted(snapshot.length, manifest.bytes())));
        }
        if (!manifest.sha256().equals(sha256(snapshot))) {
            return Optional.of(new Refused(Why.WRONG_HASH, "the snapshot was altered on the way"));
        }
        if (!signed(manifest)) {
            return Optional.of(new Refused(Why.BAD_SIGNATURE, "the manifest was not signed by this kiosk's server"));
        }
        return Optional.empty();
    }

    private boolean signed(RosterManifest manifest) {
        try {
            byte[] signature = Base64.getUrlDecoder().decode(manifest.signature());
            return signatureCheck.holds(serverKey, manifest.statement(), signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
