package org.uketsuke.kiosk.credential;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.roster.CardHolder;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEvent.PassSeen;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.MemberPass.Reading;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.protocol.SignatureCheck;

/**
 * Turns a scan into an {@link Identity}. Raw card ids end here: what comes out is a keyed token, a verified pass, a sealed
 * token, or a mere count.
 */
public final class Credentials {
    /**
     * What a number printed on a card looks like: letters, digits and hyphens. Anything else, such as the address of a web
     * page, is somebody's code but no card, unless the roster lists just this text.
     */
    private static final Pattern CARD_NUMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{2,39}");

    private final byte[] sealingKey;
    private final SignatureCheck signatureCheck;
    private final SecureRandom random;

    /**
     * For one kiosk.
     *
     * @param sealingKey the server's X25519 key, 32 raw bytes
     * @param signatureCheck Ed25519
     * @param random for sealed tokens
     */
    public Credentials(byte[] sealingKey, SignatureCheck signatureCheck, SecureRandom random) {
        this.sealingKey = sealingKey.clone();
        this.signatureCheck = signatureCheck;
        this.random = random;
    }

    /**
     * Who it was.
     *
     * @param meeting meeting id; a roster of another meeting is as good as none
     * @param unlocked the roster in use, if any
     * @param now what time it is
     * @param temporaryCards member ids of the cards that staff gave out
     */
    public Identity identify(
            Scan scan,
            String meeting,
            Optional<Roster> unlocked,
            Moment now,
            Function<CardToken, Optional<String>> temporaryCards) {
        Optional<Roster> roster = unlocked.filter(found -> found.meeting().equals(meeting));
        if (scan instanceof Scan.Card card) {
            return token(card.token(), meeting, roster, temporaryCards);
        }
        if (scan instanceof Scan.Text text) {
            return text(text.text().strip(), meeting, roster, now, temporaryCards);
        }
        return new Identity.Counted(counted(((Scan.Unidentified) scan).why()));
    }

    private static Outcome counted(Scan.Why why) {
        return switch (why) {
            case UNREADABLE -> Outcome.UNREADABLE;
            case RANDOM_ID -> Outcome.RANDOM_ID;
            case NOT_A_MEMBER_CARD -> Outcome.NOT_A_MEMBER_CARD;
        };
    }

    /** A card of a medium that the society does not issue is counted, without a trace of its id (domain 3.3-4). */
    private Identity token(
            RawToken raw,
            String meeting,
            Optional<Roster> unlocked,
            Function<CardToken, Optional<String>> temporaryCards) {
        if (unlocked.isEmpty()) {
            return new Identity.Sealed(SealedToken.seal(raw, meeting, sealingKey, random), raw.medium());
        }
        Roster roster = unlocked.get();
        CardToken token = roster.tokenOf(raw);
        boolean issued = roster.cardMedia().contains(raw.medium());
        Optional<CardHolder> holder = issued ? roster.findByToken(token) : Optional.empty();
        if (holder.isEmpty()) {
            Optional<RosterMember> given = temporaryCards.apply(token).flatMap(roster::byId);
            if (given.isPresent()) {
                return new Identity.Temporary(token, raw.medium(), given.get());
            }
            if (!issued || !roster.recordsUnknownCards()) {
                return new Identity.Counted(Outcome.NOT_A_MEMBER_CARD);
            }
        }
        return new Identity.Token(token, raw.medium(), holder);
    }

    private Identity text(
            String text,
            String meeting,
            Optional<Roster> roster,
            Moment now,
            Function<CardToken, Optional<String>> temporaryCards) {
        Reading reading = MemberPass.read(text);
        if (reading instanceof Reading.Claimed claimed) {
            return roster.isPresent()
                    ? pass(claimed, roster.get(), now)
                    : new Identity.Sealed(SealedToken.sealPass(text, meeting, sealingKey, random), Medium.PASS);
        }
        PassRefusal why = ((Reading.Refused) reading).why();
        return why == PassRefusal.NOT_A_PASS
                ? barcode(text, meeting, roster, temporaryCards)
                : new Identity.Refused(why, Optional.empty());
    }

    /** A text that does not begin as a pass does may be the number on a printed card; if it cannot be one, it was misread. */
    private Identity barcode(
            String text,
            String meeting,
            Optional<Roster> roster,
            Function<CardToken, Optional<String>> temporaryCards) {
        RawToken raw;
        try {
            raw = RawToken.of(Medium.BARCODE, text);
        } catch (IllegalArgumentException e) {
            return new Identity.Counted(Outcome.UNREADABLE);
        }
        boolean likeACard = CARD_NUMBER.matcher(raw.text()).matches();
        return likeACard || roster.filter(it -> lists(it, raw)).isPresent()
                ? token(raw, meeting, roster, temporaryCards)
                : refused(PassRefusal.NOT_A_PASS);
    }

    private static boolean lists(Roster roster, RawToken raw) {
        return roster.findByToken(roster.tokenOf(raw)).isPresent();
    }

    /** The checks after those of the form, in the order of qr.md §4: key, signature, society, time, holder, generation. */
    private Identity pass(Reading.Claimed claimed, Roster roster, Moment now) {
        MemberPass pass = claimed.pass();
        Optional<PassKey> key = roster.passKey(pass.keyId());
        if (key.isEmpty()) {
            return refused(PassRefusal.UNKNOWN_KEY);
        }
        byte[] publicKey = Base64.getUrlDecoder().decode(key.get().publicKey());
        if (!claimed.signatureHolds(publicKey, signatureCheck)) {
            return refused(PassRefusal.BAD_SIGNATURE);
        }
        PassSeen seen = new PassSeen(pass.passId(), pass.generation(), pass.number());
        if (pass.societyNumber() != roster.societyNumber()) {
            return refused(PassRefusal.OTHER_SOCIETY);
        }
        Optional<PassRefusal> untimely = untimely(pass, key.get(), now);
        if (untimely.isPresent()) {
            return new Identity.Refused(untimely.get(), Optional.of(seen));
        }
        Optional<RosterMember> holder = roster.findByPass(pass.passId());
        if (holder.isEmpty()) {
            return new Identity.Refused(PassRefusal.UNKNOWN_HOLDER, Optional.of(seen));
        }
        return pass.generation() < holder.get().passGeneration()
                ? new Identity.Refused(PassRefusal.OLD_GENERATION, Optional.of(seen))
                : new Identity.Pass(seen, holder.get());
    }

    /** The pass and its key must both be good now; where the kiosk's clock is in doubt, the physician has the benefit. */
    private static Optional<PassRefusal> untimely(MemberPass pass, PassKey key, Moment now) {
        if (now.latest().isBefore(pass.notBefore()) || now.latest().isBefore(key.validFrom())) {
            return Optional.of(PassRefusal.NOT_YET);
        }
        if (now.earliest().isAfter(pass.notAfter()) || now.earliest().isAfter(key.validTo())) {
            return Optional.of(PassRefusal.EXPIRED);
        }
        return Optional.empty();
    }

    private static Identity refused(PassRefusal why) {
        return new Identity.Refused(why, Optional.empty());
    }
}
