package org.uketsuke.server.office;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;

/**
 * A member: who, what they hold, what they earned and on what evidence.
 *
 * @param person who
 * @param societyName society's names
 * @param zone society's time zone
 * @param kana family and given name in kana
 * @param affiliation workplace
 * @param prefecture prefecture
 * @param status {@code active} and so on
 * @param terms certification terms, the latest first
 * @param cards cards, without their tokens
 * @param ledger ledger lines, the latest first
 * @param stays stays at sessions
 * @param attendances days of attendance
 * @param cases exceptions
 */
public record MemberPage(
        Person person,
        Text societyName,
        ZoneId zone,
        String kana,
        String affiliation,
        String prefecture,
        String status,
        List<TermLine> terms,
        List<CardLine> cards,
        List<LedgerLine> ledger,
        List<StayLine> stays,
        List<AttendanceLine> attendances,
        List<CasesPage.Line> cases) {
    /** Words for the member's status. */
    public Text statusWords() {
        return Words.member(status);
    }

    /**
     * A term of a qualification and how far it has come.
     *
     * @param words the qualification's names
     * @param number certificate number
     * @param start first day
     * @param end last day
     * @param required credits that renewal needs
     * @param earned sum of the ledger within the term
     */
    public record TermLine(
            Text words, String number, LocalDate start, LocalDate end, Credits required, Credits earned) {
        /** How far, 0 to 100. */
        public int percent() {
            if (required.hundredths() <= 0) {
                return 100;
            }
            return (int) Math.max(0, Math.min(100, earned.hundredths() * 100 / required.hundredths()));
        }
    }

    /**
     * A card.
     *
     * @param medium what it is
     * @param validFrom first day
     * @param validTo last day
     * @param status {@code active} and so on
     */
    public record CardLine(String medium, LocalDate validFrom, LocalDate validTo, String status) {
        /** Words for the medium. */
        public Text mediumWords() {
            return Words.medium(medium);
        }

        /** Words for the status. */
        public Text words() {
            return Words.card(status);
        }
    }

    /**
     * A day at a meeting.
     *
     * @param meeting which
     * @param meetingName its names
     * @param day the day
     * @param firstAt first seen
     * @param evidence the entry
     */
    public record AttendanceLine(
            MeetingRef meeting, Text meetingName, LocalDate day, Instant firstAt, EvidenceRef evidence) {}
}
