package org.uketsuke.server.adjudicate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.server.adjudicate.Detail.What;
import org.uketsuke.server.adjudicate.SessionStay.Verdict;
import org.uketsuke.server.credit.SessionRule;

/**
 * Who was at which session how long, and what that gives: from a member's touches at one meeting, as a set. Nothing depends on the
 * order in which they arrived, and nothing on the direction that a screen showed, except that a touch told to be one on the way
 * out of a session, by somebody who had touched on the way in to it, is none on the way in where only that is asked for.
 *
 * @param stays in the order of the sessions, those without any touch left out
 * @param remarks what a person should look at
 */
public record SessionJudgement(List<SessionStay> stays, List<Remark> remarks) {
    /**
     * Something about a touch that a person should look at.
     *
     * @param place the touch's entry
     * @param notice what
     */
    public record Remark(Origin place, Notice notice) {}

    /**
     * Judges a member's touches.
     *
     * @param agenda all sessions of the meeting
     * @param touches all that stand
     * @param qualifications the member's
     */
    public static SessionJudgement of(
            Collection<SessionFacts> agenda,
            Collection<SessionTouch> touches,
            List<Facts.Qualification> qualifications) {
        List<SessionTouch> sorted = touches.stream().sorted(SessionTouch.ORDER).toList();
        Limits limits = new Limits();
        List<SessionStay> stays = new ArrayList<>();
        for (SessionFacts session : agenda.stream().sorted(SessionFacts.ORDER).toList()) {
            stay(session, agenda, sorted, stays)
                    .map(stay -> overlaps(stay, stays)
                            ? stay.with(Verdict.OVERLAPS, List.of())
                            : stay.with(stay.verdict(), limits.entitlements(stay, qualifications)))
                    .ifPresent(stays::add);
        }
        List<Remark> remarks = new ArrayList<>(elsewhere(agenda, sorted));
        remarks.addAll(outsideWindows(agenda, sorted));
        remarks.addAll(crossings(stays));
        return new SessionJudgement(List.copyOf(stays), List.copyOf(remarks));
    }

    private static Optional<SessionStay> stay(
            SessionFacts session,
            Collection<SessionFacts> agenda,
            List<SessionTouch> sorted,
            List<SessionStay> before) {
        if (session.rule().isEmpty()) {
            return Optional.empty();
        }
        SessionRule rule = session.rule().get();
        boolean pair = rule.out().isPresent();
        List<SessionTouch> here =
                sorted.stream().filter(touch -> touch.claim().fits(session)).toList();
        List<SessionTouch> ins = here.stream()
                .filter(touch -> session.in(touch.at()))
                .filter(touch -> pair || !leaves(touch, agenda, sorted))
                .toList();
        Optional<SessionTouch> free = ins.stream()
                .filter(touch -> before.stream().noneMatch(other -> other.takes(touch, session)))
                .findFirst();
        Optional<SessionTouch> in = free.or(() -> ins.stream().findFirst());
        Optional<SessionTouch> out = here.stream()
                .filter(touch -> session.out(touch.at()))
                .filter(touch -> in.isEmpty() || touch.at().isAfter(in.get().at()))
                .reduce((earlier, later) -> later);
        SessionStay stay = new SessionStay(session, in, out, Verdict.WHOLE, List.of());
        if (in.isEmpty()) {
            return out.map(touch -> stay.with(Verdict.NO_IN, List.of()));
        }
        if (pair && out.isEmpty()) {
            return Optional.of(stay.with(Verdict.NO_OUT, List.of()));
        }
        boolean tooShort = stay.length()
                .filter(length -> length.compareTo(rule.minimumStay()) < 0)
                .isPresent();
        if (tooShort) {
            return Optional.of(stay.with(Verdict.TOO_SHORT, List.of()));
        }
        return Optional.of(free.isEmpty() ? stay.with(Verdict.IN_TAKEN, List.of()) : stay);
    }

    /** A booth without its roster guesses which way people go: only who came in before can leave. */
    private static boolean leaves(SessionTouch touch, Collection<SessionFacts> agenda, List<SessionTouch> sorted) {
        return touch.claim().direction() == Direction.OUT
                && agenda.stream()
                        .filter(session -> touch.claim().isFor(session))
                        .anyMatch(session -> sorted.stream()
                                .filter(earlier -> earlier.at().isBefore(touch.at()))
                                .filter(earlier -> earlier.claim().fits(session))
                                .anyMatch(earlier -> session.in(earlier.at())));
    }

    private static boolean overlaps(SessionStay stay, List<SessionStay> before) {
        return stay.verdict() == Verdict.WHOLE
                && before.stream()
                        .anyMatch(other -> other.gives() && other.session().overlaps(stay.session()));
    }

    private static boolean knows(Collection<SessionFacts> agenda, String room) {
        return agenda.stream().anyMatch(session -> session.room().equals(room));
    }

    /** Touches in rooms that no session has: until the agenda knows the room, they come to nothing. */
    private static List<Remark> elsewhere(Collection<SessionFacts> agenda, List<SessionTouch> touches) {
        return touches.stream()
                .filter(touch -> !knows(agenda, touch.claim().room()))
                .map(touch ->
                        new Remark(touch.place(), Notice.open(ExceptionKind.OUT_OF_HOURS, What.NO_SESSION_IN_ROOM)))
                .toList();
    }

    /** What staff registered for a session whose time to touch it was not. */
    private static List<Remark> outsideWindows(Collection<SessionFacts> agenda, List<SessionTouch> touches) {
        return touches.stream()
                .filter(touch -> touch.claim().byHand())
                .filter(touch -> knows(agenda, touch.claim().room()))
                .filter(touch -> agenda.stream()
                        .filter(session -> touch.claim().fits(session))
                        .noneMatch(session -> session.in(touch.at()) || session.out(touch.at())))
                .map(touch -> new Remark(
                        touch.place(),
                        Notice.open(
                                ExceptionKind.OUT_OF_HOURS,
                                What.OUTSIDE_WINDOW,
                                touch.claim().session().orElse("-"))))
                .toList();
    }

    private static List<Remark> crossings(List<SessionStay> stays) {
        List<SessionStay> whole = stays.stream().filter(SessionStay::whole).toList();
        Map<Origin, Remark> remarks = new java.util.LinkedHashMap<>();
        for (int i = 0; i < whole.size(); i++) {
            for (SessionStay later : whole.subList(i + 1, whole.size())) {
                SessionStay earlier = whole.get(i);
                if (earlier.crosses(later)) {
                    Origin place = later.in().orElseThrow().place();
                    Notice notice = Notice.open(
                            ExceptionKind.IMPOSSIBLE_TRAVEL,
                            What.TWO_ROOMS_AT_ONCE,
                            earlier.session().id(),
                            later.session().id());
                    remarks.putIfAbsent(place, new Remark(place, notice));
                }
            }
        }
        return List.copyOf(remarks.values());
    }

    /** What the limits of a day and a meeting leave, session after session. */
    private static final class Limits {
        private final Map<List<Object>, Long> given = new HashMap<>();

        List<SessionStay.Entitlement> entitlements(SessionStay stay, List<Facts.Qualification> qualifications) {
            return stay.verdict() != Verdict.WHOLE
                    ? List.of()
                    : qualifications.stream()
                            .map(held -> entitlement(stay.session(), held))
                            .toList();
        }

        private SessionStay.Entitlement entitlement(SessionFacts session, Facts.Qualification held) {
            Optional<MeetingFacts.Rule> credits =
                    Optional.ofNullable(session.credits().get(held.kind()));
            Optional<Facts.Term> term = held.termOn(session.day());
            if (credits.isEmpty()) {
                return nothing(held, SessionStay.Standing.NO_RULE);
            }
            if (term.isEmpty()) {
                return nothing(held, SessionStay.Standing.NO_TERM);
            }
            long full = credits.get().hundredths();
            long hundredths = Math.min(full, left(session, held));
            if (hundredths <= 0) {
                return nothing(held, SessionStay.Standing.LIMIT_REACHED);
            }
            keys(session, held).forEach(key -> given.merge(key, hundredths, Long::sum));
            return new SessionStay.Entitlement(
                    held.id(),
                    held.kind(),
                    hundredths < full ? SessionStay.Standing.CUT : SessionStay.Standing.AWARDED,
                    Optional.of(new Decision.Award(
                            held.id(),
                            credits.get().code(),
                            hundredths,
                            term.get().start(),
                            session.day(),
                            session.fiscalYear())));
        }

        private static SessionStay.Entitlement nothing(Facts.Qualification held, SessionStay.Standing why) {
            return new SessionStay.Entitlement(held.id(), held.kind(), why, Optional.empty());
        }

        private long left(SessionFacts session, Facts.Qualification held) {
            SessionRule rule = session.rule().orElseThrow();
            long day = given.getOrDefault(keys(session, held).get(0), 0L);
            long meeting = given.getOrDefault(keys(session, held).get(1), 0L);
            return Math.min(
                    rule.dayLimit().map(most -> most.hundredths() - day).orElse(Long.MAX_VALUE),
                    rule.meetingLimit().map(most -> most.hundredths() - meeting).orElse(Long.MAX_VALUE));
        }

        private static List<List<Object>> keys(SessionFacts session, Facts.Qualification held) {
            return List.of(
                    List.of(held.id(), session.sessionClass(), session.day()),
                    List.of(held.id(), session.sessionClass()));
        }
    }
}
