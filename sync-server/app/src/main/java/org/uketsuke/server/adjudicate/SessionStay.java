package org.uketsuke.server.adjudicate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a member was at a session, what that gives, and if nothing, why.
 *
 * @param session which
 * @param in the touch on the way in
 * @param out the touch on the way out, where one is asked for
 * @param verdict whether the stay counts
 * @param entitlements what it gives, by qualification; empty unless it counts
 */
public record SessionStay(
        SessionFacts session,
        Optional<SessionTouch> in,
        Optional<SessionTouch> out,
        Verdict verdict,
        List<Entitlement> entitlements) {

    /** Whether a stay counts. */
    public enum Verdict {
        /** It counts. */
        WHOLE,
        /** No touch on the way in within the time for it. */
        NO_IN,
        /** No touch on the way out within the time for it. */
        NO_OUT,
        /** Less time between the two than the rule asks for. */
        TOO_SHORT,
        /** Whole, but another session at the same time gave credits already. */
        OVERLAPS,
        /** Whole, but the touch on the way in gave credits of another session already, and no touch on the way out tells them apart. */
        IN_TAKEN
    }

    /** What a stay that counts gives a qualification. */
    public enum Standing {
        /** The credits of the rule. */
        AWARDED,
        /** What the limit of the day or the meeting left of them. */
        CUT,
        /** Nothing: the limit is reached. */
        LIMIT_REACHED,
        /** Nothing: no term on the session's day. */
        NO_TERM,
        /** Nothing: no rule for this class and kind of qualification. */
        NO_RULE
    }

    /**
     * What a stay gives one qualification.
     *
     * @param qualification qualification id
     * @param kind kind of qualification
     * @param standing why so much
     * @param award the credits, if there are any
     */
    public record Entitlement(String qualification, String kind, Standing standing, Optional<Decision.Award> award) {}

    /** Both touches are there, as far as they are asked for, and the time between them is enough. */
    boolean whole() {
        return verdict == Verdict.WHOLE || verdict == Verdict.OVERLAPS;
    }

    /** Whether any qualification gets credits of it. */
    boolean gives() {
        return entitlements.stream().anyMatch(one -> one.award().isPresent());
    }

    /**
     * Whether a touch is the way in to this session, which gives credits for it, and thus not to another one of its room: two
     * sessions that both ask for a touch on the way out may share it, since that tells who was at which. Told twice it is one.
     */
    boolean takes(SessionTouch touch, SessionFacts other) {
        return gives()
                && session.room().equals(other.room())
                && (session.outWindow().isEmpty() || other.outWindow().isEmpty())
                && in.filter(mine -> mine.at().equals(touch.at())).isPresent();
    }

    /** Whether it is worth telling: it counts, or the booth took one of its touches to be for it. */
    public boolean meant() {
        return whole()
                || Stream.concat(in.stream(), out.stream())
                        .anyMatch(touch -> touch.claim().isFor(session)
                                || touch.claim().session().isEmpty());
    }

    /** The touch that made it whole, on which credits rest. */
    public SessionTouch evidence() {
        return out.or(() -> in).orElseThrow();
    }

    /** The time between the two touches, if both are there. */
    public Optional<Duration> length() {
        return in.flatMap(from -> out.map(to -> Duration.between(from.at(), to.at())));
    }

    SessionStay with(Verdict other, List<Entitlement> given) {
        return new SessionStay(session, in, out, other, List.copyOf(given));
    }

    /** Whether somebody was in one room before having left the other. */
    boolean crosses(SessionStay other) {
        return in.isPresent()
                && out.isPresent()
                && other.in.isPresent()
                && other.out.isPresent()
                && !session.room().equals(other.session.room())
                && in.get().at().isBefore(other.out.get().at())
                && other.in.get().at().isBefore(out.get().at());
    }
}
