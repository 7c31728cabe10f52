package org.uketsuke.server.adjudicate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.uketsuke.server.adjudicate.Decision.Award;
import org.uketsuke.server.adjudicate.Decision.Awarded;
import org.uketsuke.server.adjudicate.Decision.Duplicate;
import org.uketsuke.server.adjudicate.Decision.Raised;
import org.uketsuke.server.adjudicate.Decision.RecordedOnly;
import org.uketsuke.server.adjudicate.Detail.What;

/**
 * What a member earns by having been at a meeting: one entry per qualification with its own rule (domain 3.5-7), points,
 * term and fiscal year by the meeting's credit date.
 */
final class ParticipationCredit {
    /** What a qualification has to do with the meeting. */
    private enum Standing {
        /** No rule gives it anything, while there is one for other kinds of qualifications. */
        UNCONCERNED,
        ALREADY_AWARDED,
        NO_TERM,
        TERM_BOUNDARY,
        NO_RULE,
        ENTITLED
    }

    private final MeetingFacts meeting;
    private final LocalDate tapDay;
    private final List<Notice> notices;
    private final List<Award> awards = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();

    private ParticipationCredit(MeetingFacts meeting, Instant tap, List<Notice> notices) {
        this.meeting = meeting;
        this.tapDay = tap.atZone(meeting.zone()).toLocalDate();
        this.notices = new ArrayList<>(notices);
    }

    static Decision of(Facts.Member member, MeetingFacts meeting, Instant tap, List<Notice> notices) {
        ParticipationCredit credit = new ParticipationCredit(meeting, tap, notices);
        member.qualifications().forEach(credit::look);
        return credit.conclude(Optional.of(member.id()));
    }

    private void look(Facts.Qualification qualification) {
        Standing standing = standing(qualification);
        standings.add(standing);
        if (standing == Standing.ENTITLED) {
            MeetingFacts.Rule rule = Objects.requireNonNull(meeting.rules().get(qualification.kind()));
            Facts.Term term = qualification.termOn(meeting.creditDate()).orElseThrow();
            awards.add(new Award(
                    qualification.id(),
                    rule.code(),
                    rule.hundredths(),
                    term.start(),
                    meeting.creditDate(),
                    meeting.fiscalYear()));
        }
    }

    private Standing standing(Facts.Qualification qualification) {
        boolean hasRule = meeting.rules().containsKey(qualification.kind());
        if (!hasRule && !meeting.rules().isEmpty()) {
            return Standing.UNCONCERNED;
        }
        if (qualification.awarded()) {
            return Standing.ALREADY_AWARDED;
        }
        Optional<Facts.Term> termOfTap = qualification.termOn(tapDay);
        Optional<Facts.Term> termOfCredit = qualification.termOn(meeting.creditDate());
        if (termOfTap.isEmpty() && termOfCredit.isEmpty()) {
            return Standing.NO_TERM;
        }
        if (!termOfTap.equals(termOfCredit)) {
            return Standing.TERM_BOUNDARY;
        }
        return hasRule ? Standing.ENTITLED : Standing.NO_RULE;
    }

    private Decision conclude(Optional<String> member) {
        if (!awards.isEmpty()) {
            if (standings.contains(Standing.TERM_BOUNDARY)) {
                notices.add(boundary());
            }
            return new Awarded(member.orElseThrow(), List.copyOf(awards), List.copyOf(notices));
        }
        if (standings.contains(Standing.ALREADY_AWARDED)) {
            notices.add(Notice.settled(ExceptionKind.DUP_TAP, What.HAS_CREDITS));
            return new Duplicate(member, List.copyOf(notices));
        }
        if (standings.contains(Standing.TERM_BOUNDARY)) {
            return new Raised(member, boundary());
        }
        if (standings.contains(Standing.NO_RULE)) {
            return new Raised(member, Notice.open(ExceptionKind.RULE_MISSING, What.NO_RULE));
        }
        if (standings.contains(Standing.NO_TERM)) {
            notices.add(Notice.open(ExceptionKind.TERM_NONE, What.NO_TERM));
        }
        return new RecordedOnly(member, List.copyOf(notices));
    }

    private static Notice boundary() {
        return Notice.open(ExceptionKind.TERM_BOUNDARY, What.OTHER_TERM);
    }
}
