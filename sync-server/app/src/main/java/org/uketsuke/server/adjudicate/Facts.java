package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.CardStatus;

/**
 * What the server knows about one entry when it judges it. Kept with the decision as JSON, so that the decision can be
 * recomputed from entry and facts.
 *
 * @param position where the entry stands in its journal, 1 for the first
 * @param kioskTrusted whether its kiosk is enrolled and not revoked
 * @param carriedOver whether it says again what the server holds from the journal it was carried over from, or what staff
 *     cancelled at another place where it stands
 * @param runOffsetMillis server time minus the entry's device time as measured through its process run, where known
 * @param voidable for a {@code void}: whether the entry it names is a scan or manual registration
 * @param card the card whose token was seen
 * @param pass the pass that was seen
 * @param refused why a sealed pass, opened here, is none
 * @param member whom card, pass or staff point at
 * @param lent whose temporary card was seen, if no member's listed card has that token and there is a link for it
 * @param unsigned present and true for an entry that came without its kiosk's signature
 */
public record Facts(
        long position,
        boolean kioskTrusted,
        boolean carriedOver,
        Optional<Long> runOffsetMillis,
        boolean voidable,
        Optional<Card> card,
        Optional<Pass> pass,
        Optional<PassRefusal> refused,
        Optional<Member> member,
        Optional<Boolean> unsigned,
        Optional<Lent> lent) {

    /** How far what a journal says is evidence. */
    public enum Trust {
        /** Its kiosk is enrolled and signed it. */
        TRUSTED,
        /** Its kiosk was revoked. */
        REVOKED,
        /** Its kiosk's signature does not hold. */
        UNSIGNED
    }

    /** Facts of an entry that names nobody. */
    public static Facts bare(long position, Trust trust, Optional<Long> runOffsetMillis) {
        Facts facts = bare(position, trust == Trust.TRUSTED, runOffsetMillis);
        return trust == Trust.UNSIGNED ? facts.withoutSignature() : facts;
    }

    /** Facts of an entry that names nobody. */
    public static Facts bare(long position, boolean kioskTrusted, Optional<Long> runOffsetMillis) {
        return new Facts(
                position,
                kioskTrusted,
                false,
                runOffsetMillis,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With the card that was seen, if it is known. */
    public Facts withCard(Optional<Card> seen, Optional<Member> holder) {
        return new Facts(
                position,
                kioskTrusted,
                carriedOver,
                runOffsetMillis,
                voidable,
                seen,
                pass,
                refused,
                holder,
                unsigned,
                lent);
    }

    /** With the pass that was seen, or why it is none, or only whom staff named. */
    public Facts withPass(Optional<Pass> seen, Optional<PassRefusal> why, Optional<Member> holder) {
        return new Facts(
                position,
                kioskTrusted,
                carriedOver,
                runOffsetMillis,
                voidable,
                card,
                seen,
                why,
                holder,
                unsigned,
                lent);
    }

    /** With other knowledge of which qualifications are awarded. */
    public Facts withMember(Optional<Member> holder) {
        return new Facts(
                position,
                kioskTrusted,
                carriedOver,
                runOffsetMillis,
                voidable,
                card,
                pass,
                refused,
                holder,
                unsigned,
                lent);
    }

    /** With whose temporary card it is. */
    public Facts withLent(Optional<Lent> inForce, Optional<Member> holder) {
        return new Facts(
                position,
                kioskTrusted,
                carriedOver,
                runOffsetMillis,
                voidable,
                card,
                pass,
                refused,
                holder,
                unsigned,
                inForce);
    }

    private Facts withoutSignature() {
        return new Facts(
                position,
                false,
                carriedOver,
                runOffsetMillis,
                voidable,
                card,
                pass,
                refused,
                member,
                Optional.of(true),
                lent);
    }

    /** Of an entry that says again what stands elsewhere. */
    public Facts asCarriedOver() {
        return new Facts(
                position, kioskTrusted, true, runOffsetMillis, voidable, card, pass, refused, member, unsigned, lent);
    }

    /** Of a {@code void} that names a registration. */
    public Facts asVoidable() {
        return new Facts(
                position,
                kioskTrusted,
                carriedOver,
                runOffsetMillis,
                true,
                card,
                pass,
                refused,
                member,
                unsigned,
                lent);
    }

    /**
     * A card as it now stands in the society's books.
     *
     * @param id card id
     * @param validTo last day of its validity
     * @param status status
     * @param since from when the status holds
     */
    public record Card(String id, LocalDate validTo, CardStatus status, Instant since) {
        /** The status as it was then: a later report does not touch an earlier tap (domain 3.5-6). */
        CardStatus statusAt(Instant tap) {
            return tap.isBefore(since) ? CardStatus.ACTIVE : status;
        }
    }

    /**
     * A temporary card in force.
     *
     * @param member whom staff gave it to; empty if clocks cannot tell which of several
     * @param seen whether staff looked at any proof
     */
    public record Lent(Optional<String> member, boolean seen) {}

    /**
     * A member pass.
     *
     * @param generation issue count it carries
     * @param oldestGood oldest issue that still holds
     */
    public record Pass(int generation, int oldestGood) {}

    /**
     * A member.
     *
     * @param id member id
     * @param status {@code active}, {@code leave}, {@code withdrawn} or {@code deceased}
     * @param qualifications with their terms, none for members who are no specialists
     */
    public record Member(String id, String status, List<Qualification> qualifications) {}

    /**
     * A qualification of a member.
     *
     * @param id qualification id
     * @param kind {@code specialist} or {@code instructor}
     * @param terms past and present
     * @param awarded whether it has a live participation award of this meeting
     */
    public record Qualification(String id, String kind, List<Term> terms, boolean awarded) {
        /** The same, awarded or not. */
        public Qualification withAwarded(boolean now) {
            return new Qualification(id, kind, terms, now);
        }

        /** The term that holds on a day. */
        Optional<Term> termOn(LocalDate day) {
            return terms.stream().filter(term -> term.holdsOn(day)).findFirst();
        }
    }

    /**
     * A certification term.
     *
     * @param start first day
     * @param end last day
     */
    public record Term(LocalDate start, LocalDate end) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(start) && !day.isAfter(end);
        }
    }
}
