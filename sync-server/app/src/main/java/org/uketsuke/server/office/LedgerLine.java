package org.uketsuke.server.office;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;

/**
 * A line of the ledger as people read it.
 *
 * @param id entry id
 * @param meeting which meeting
 * @param meetingName its names
 * @param qualificationWords the qualification's names
 * @param termStart first day of the term it counts to
 * @param rule rule code
 * @param ruleTitle what the rule rewards
 * @param session the session's titles, if it is about one
 * @param credits how many, negative for a reversal
 * @param earnedOn the meeting's credit date; of a session its day
 * @param fiscalYear achievement fiscal year
 * @param source {@code tap} and so on
 * @param evidence the journal entry it rests on
 * @param booth booth of that entry
 * @param tappedAt corrected time of that entry
 * @param reversal whether it takes another line back
 * @param reason why
 * @param person whose it is
 */
public record LedgerLine(
        String id,
        MeetingRef meeting,
        Text meetingName,
        Text qualificationWords,
        LocalDate termStart,
        String rule,
        Text ruleTitle,
        Optional<Text> session,
        Credits credits,
        LocalDate earnedOn,
        int fiscalYear,
        String source,
        Optional<EvidenceRef> evidence,
        String booth,
        Optional<Instant> tappedAt,
        boolean reversal,
        String reason,
        Optional<Person> person) {
    /** Why it was posted or reversed. */
    public Text reasonWords() {
        return DetailWords.cause(reason);
    }

    /** Words for the source. */
    public Text sourceWords() {
        return Words.source(source);
    }
}
