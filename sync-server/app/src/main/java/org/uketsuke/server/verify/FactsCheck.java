package org.uketsuke.server.verify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.Received;

/**
 * Checks the facts of decisions against the entry they are about and against the society's books: a decision that follows
 * from its facts proves nothing if the facts speak of somebody else.
 */
final class FactsCheck {
    private final Findings findings;
    private final boolean quarantine;

    /** Claims with the place of the first entry that makes them: key, a blank, value. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private final Map<String, String> cards = new LinkedHashMap<>();
    private final Map<String, String> passes = new LinkedHashMap<>();
    private final Map<String, String> qualifications = new LinkedHashMap<>();
    private final Map<String, String> terms = new LinkedHashMap<>();

    /** Over a journal. */
    FactsCheck(Findings findings, boolean quarantine) {
        this.findings = findings;
        this.quarantine = quarantine;
    }

    void take(Received received, long seq, Facts facts, String place) {
        expect(facts.position() == seq && !(quarantine && facts.kioskTrusted()), place, "are those of another entry");
        Optional<JournalEvent> event = received instanceof Received.Readable readable
                ? Optional.of(readable.entry()).map(JournalEntry::event)
                : Optional.empty();
        event.ifPresent(one -> person(one, facts, place));
    }

    private void person(JournalEvent event, Facts facts, String place) {
        String member = facts.member().map(Facts.Member::id).orElse("");
        if (event instanceof JournalEvent.Manual manual) {
            expect(member.isEmpty() || member.equals(manual.member()), place, "name another member than staff did");
        } else {
            expect(
                    member.isEmpty() || facts.card().isPresent() || facts.pass().isPresent(),
                    place,
                    "name a member, and neither card nor pass");
        }
        if (event instanceof JournalEvent.Scan scan) {
            facts.card().ifPresent(card -> {
                scan.token().ifPresent(token -> tokens.putIfAbsent(token + " " + card.id(), place));
                cards.putIfAbsent(card.id() + " " + member, place);
            });
            if (facts.pass().isPresent()) {
                scan.pass().ifPresent(pass -> passes.putIfAbsent(pass.passId() + " " + member, place));
            }
        }
        facts.member().stream().flatMap(one -> one.qualifications().stream()).forEach(held -> {
            qualifications.putIfAbsent(held.id() + " " + member, place);
            held.terms().forEach(term -> terms.putIfAbsent(held.id() + " " + term.start(), place));
        });
    }

    private void expect(boolean holds, String place, String otherwise) {
        findings.expect(holds, Difference.Sort.DECISION, place, "its facts " + otherwise);
    }

    /** Compares all that was taken with the books. */
    void compare(BooksStore books, String meeting) {
        compare(tokens, books.cardsByToken(meeting, keys(tokens)), "name another card than was touched");
        compare(cards, books.holders(keys(cards)), "name another member than the card's");
        compare(passes, books.passHolders(keys(passes)), "name another member than the pass's");
        compare(qualifications, books.qualified(keys(qualifications)), "name a qualification that the member has not");
        Set<String> known = books.terms(keys(terms));
        terms.forEach((term, place) -> expect(known.contains(term), place, "name a term that the books do not have"));
    }

    private static Set<String> keys(Map<String, String> claims) {
        Set<String> keys = new TreeSet<>();
        claims.keySet().forEach(claim -> keys.add(claim.substring(0, claim.indexOf(' '))));
        return keys;
    }

    private void compare(Map<String, String> claims, Map<String, String> known, String otherwise) {
        claims.forEach((claim, place) -> {
            int blank = claim.indexOf(' ');
            String actual = known.getOrDefault(claim.substring(0, blank), "");
            expect(actual.equals(claim.substring(blank + 1)), place, otherwise);
        });
    }
}
