package org.uketsuke.server.credit;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A certification term (認定期間): only credits earned within it count for the next renewal (H03).
 *
 * @param validity its days
 * @param required credits needed for renewal
 */
public record Term(Validity validity, Credits required) {
    /** The term that a day lies in; terms of one qualification do not overlap. */
    public static Optional<Term> on(LocalDate day, List<Term> terms) {
        return terms.stream().filter(term -> term.validity().holds(day)).findFirst();
    }
}
