package org.uketsuke.server.verify;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.session.SessionJudgedStore;
import org.uketsuke.server.session.SessionJudgedStore.KeptAgenda;
import org.uketsuke.server.session.SessionJudgedStore.KeptMember;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.verify.VerifyStore.Meeting;

/**
 * Checks what is kept of a meeting to judge stays by once it is settled: that it is all there, is what its hashes say, is of one
 * agenda, and speaks of qualifications and terms that the society's books have. How long a term lasts is taken as it was kept.
 */
final class SessionFactsCheck {
    private final Meeting meeting;
    private final Findings findings;

    SessionFactsCheck(Meeting meeting, Findings findings) {
        this.meeting = meeting;
        this.findings = findings;
    }

    /**
     * Checks.
     *
     * @param members who touched
     * @param frozen whether the meeting is settled, so that all must be there; before, what is missing comes when they are next
     *     judged
     */
    void run(Handle handle, Dialect dialect, Collection<String> members, boolean frozen) {
        SessionJudgedStore store = new SessionJudgedStore(dialect);
        Optional<KeptAgenda> agenda = store.agenda(handle, meeting.society(), meeting.meeting());
        Map<String, KeptMember> kept =
                new TreeMap<>(store.members(handle, meeting.society(), meeting.meeting(), members));
        expect(agenda.stream().allMatch(one -> one.sessions().isPresent()), "of its sessions is not what it was");
        expect(agenda.isPresent() || members.isEmpty() || !frozen, "of its sessions is missing");
        members.stream()
                .filter(member -> frozen && !kept.containsKey(member))
                .forEach(member -> expect(false, "of member " + member + " is missing"));
        kept.forEach((member, one) -> {
            expect(one.qualifications().isPresent(), "of member " + member + " is not what it was");
            expect(
                    agenda.stream().allMatch(sessions -> sessions.id().equals(one.facts())),
                    "of member " + member + " is of another agenda");
        });
        books(new BooksStore(handle, dialect, meeting.society()), kept);
    }

    private void books(BooksStore books, Map<String, KeptMember> kept) {
        Map<String, String> holders = new LinkedHashMap<>();
        Set<String> terms = new TreeSet<>();
        kept.forEach((member, one) -> one.qualifications().orElse(List.of()).forEach(held -> {
            holders.put(held.id(), member);
            held.terms().stream().map(Facts.Term::start).forEach(start -> terms.add(held.id() + " " + start));
        }));
        Map<String, String> qualified = books.qualified(holders.keySet());
        holders.forEach((id, member) -> expect(
                member.equals(qualified.get(id)), "of member " + member + " names a qualification that is another's"));
        Set<String> known = books.terms(holders.keySet());
        terms.forEach(term -> expect(known.contains(term), "names a term that the books do not have: " + term));
    }

    private void expect(boolean holds, String otherwise) {
        findings.expect(
                holds,
                Difference.Sort.DECISION,
                meeting.meeting() + " sessions",
                "what is kept to judge stays by " + otherwise);
    }
}
