package org.uketsuke.server.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one qualification stands with one session.
 *
 * @param qualification qualification id
 * @param session session id
 * @param generation generation of the next award
 * @param live the award that counts now
 */
public record SessionHolding(String qualification, String session, long generation, Optional<LedgerEntry> live) {
    /** In the order in which they were posted. */
    public static final Comparator<LedgerEntry> ORDER = Comparator.<LedgerEntry>comparingLong(
                    entry -> entry.key().generation())
            .thenComparing(entry -> entry.reverses().isPresent());

    /** Nothing was ever posted. */
    public static SessionHolding none(String qualification, String session) {
        return new SessionHolding(qualification, session, 0, Optional.empty());
    }

    /** From ledger entries about sessions, in any order. */
    public static List<SessionHolding> of(Collection<LedgerEntry> entries) {
        Map<List<String>, SessionHolding> holdings = new LinkedHashMap<>();
        entries.stream()
                .sorted(ORDER)
                .forEach(entry -> entry.key()
                        .session()
                        .ifPresent(session -> holdings.merge(
                                List.of(entry.key().qualification(), session),
                                after(session, entry),
                                (before, after) -> after)));
        return new ArrayList<>(holdings.values());
    }

    private static SessionHolding after(String session, LedgerEntry entry) {
        return new SessionHolding(
                entry.key().qualification(),
                session,
                entry.key().generation() + 1,
                entry.reverses().isPresent() ? Optional.empty() : Optional.of(entry));
    }
}
