package org.uketsuke.server.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.verify.VerifyStore.Entry;
import org.uketsuke.server.verify.VerifyStore.Journal;

/**
 * Checks the facts of decisions against the entry they are about and against the society's books, as far as those still tell:
 * whom card, pass and staff point at, that the terms and qualifications are the member's, that an entry was carried over and
 * that its kiosk was not to be trusted. A decision that follows from its facts proves nothing if the facts speak of somebody
 * else. Taken as they were kept, because the books go on: how a card or a member stood at the time, the last day of a term,
 * which qualifications were awarded before, and the clock offset of a process run.
 */
final class FactsCheck {
    private final Findings findings;
    private final Journal journal;
    private final List<Carried> carried = new ArrayList<>();

    /** Claims with the place of the first entry that makes them: key, a blank, value. */
    private final Map<String, String> tokens = new LinkedHashMap<>();

    private final Map<String, String> cards = new LinkedHashMap<>();
    private final Map<String, String> passes = new LinkedHashMap<>();
    private final Map<String, String> qualifications = new LinkedHashMap<>();
    private final Map<String, String> terms = new LinkedHashMap<>();

    /** Over a journal. */
    FactsCheck(Findings findings, Journal journal) {
        this.findings = findings;
        this.journal = journal;
    }

    /**
     * An entry that is held to say again what stands elsewhere.
     *
     * @param seq its number
     * @param origin where it stood first; empty if it does not say so
     * @param place for people
     */
    private record Carried(long seq, Optional<Origin> origin, String place) {}

    void take(Received received, Entry entry, Facts facts, String place) {
        long seq = entry.seq();
        expect(
                facts.position() == seq && !(journal.quarantine() && facts.kioskTrusted()),
                place,
                "are those of another entry");
        expect(
                facts.kioskTrusted() || journal.quarantine() || journal.revoked(),
                place,
                "say that its kiosk was revoked, which it is not");
        // What was cancelled where it stands besides need not stand where it was carried over from, or be a copy at
        // all.
        if (facts.carriedOver() && !entry.voided()) {
            Optional<Origin> origin = received instanceof Received.Readable readable
                    ? readable.entry().origin()
                    : Optional.empty();
            carried.add(new Carried(seq, origin, place));
        }
        Optional<JournalEvent> event = received instanceof Received.Readable readable
                ? Optional.of(readable.entry()).map(JournalEntry::event)
                : Optional.empty();
        event.ifPresent(one -> person(one, facts, place));
    }

    private void person(JournalEvent event, Facts facts, String place) {
        String member = facts.member().map(Facts.Member::id).orElse("");
        if (event instanceof JournalEvent.Manual manual) {
            expect(member.isEmpty() || member.equals(manual.member()), place, "name another member than staff did");
        } else if (event instanceof JournalEvent.Linked linked) {
            expect(member.isEmpty() || member.equals(linked.member()), place, "name another member than staff did");
            facts.card().ifPresent(card -> tokens.putIfAbsent(linked.token() + " " + card.id(), place));
        } else if (facts.lent().isPresent()) {
            expect(
                    facts.card().isEmpty()
                            && (member.isEmpty() || facts.lent().get().member().equals(Optional.of(member))),
                    place,
                    "name another member than the temporary card's");
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

    /** Looks for what entries that are held to be carried over say again. */
    void compareCarriedOver(Handle handle, VerifyStore store) {
        for (Carried one : carried) {
            Origin here = new Origin(journal.id(), one.seq());
            expect(
                    one.origin()
                            .filter(origin -> store.standsThere(handle, here, origin))
                            .isPresent(),
                    one.place(),
                    "say that it was carried over, and it stands nowhere else");
        }
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
