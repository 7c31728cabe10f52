package org.uketsuke.server.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry.Origin;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Adjudication;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Received;
import org.uketsuke.server.adjudicate.TapTime;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ingest.DecisionRow;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.storage.Dialect;
import org.uketsuke.server.verify.VerifyStore.Entry;
import org.uketsuke.server.verify.VerifyStore.Journal;
import org.uketsuke.server.verify.VerifyStore.Stored;

/** Goes through one journal: its chain, and for every entry the decision that follows from entry and facts. */
final class JournalCheck {
    private final Journal journal;
    private final Recomputed recomputed;
    private final Findings findings;
    private final FactsCheck facts;
    private long entries;

    JournalCheck(Journal journal, Recomputed recomputed, Findings findings) {
        this.journal = journal;
        this.recomputed = recomputed;
        this.findings = findings;
        this.facts = new FactsCheck(findings, journal);
    }

    /** Checks; returns the number of entries. */
    long run(Handle handle, VerifyStore store, Dialect dialect) {
        store.entries(handle, journal.id(), this::check);
        facts.compare(new BooksStore(handle, dialect, journal.society()), journal.meeting());
        facts.compareCarriedOver(handle, store);
        findings.expect(
                journal.quarantine()
                        || journal.received() == journal.baseSeq()
                        || journal.headSignature().isPresent(),
                Difference.Sort.CURSOR,
                journal.id(),
                "no signature of the kiosk over its head: whether entries are missing at the end cannot be told");
        findings.expect(
                journal.headSignature().stream().allMatch(this::holds),
                Difference.Sort.CURSOR,
                journal.id(),
                "the kiosk signed another head than entry %d: entries are missing at the end"
                        .formatted(journal.received()));
        return entries;
    }

    private boolean holds(String signature) {
        String head = HexFormat.of().formatHex(journal.head());
        try {
            byte[] raw = Base64.getUrlDecoder().decode(signature);
            return journal.publicKey()
                    .filter(key -> Ed25519.holds(
                            key, JournalChain.headStatement(journal.named(), journal.received(), head), raw))
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void check(Iterator<Entry> rows) {
        byte[] hash = journal.baseHash();
        long seq = journal.baseSeq();
        while (rows.hasNext()) {
            Entry entry = rows.next();
            entries++;
            seq++;
            String place = journal.id() + " entry " + entry.seq();
            findings.expect(entry.seq() == seq, Difference.Sort.CHAIN, place, "entry " + seq + " is missing");
            findings.expect(
                    Arrays.equals(entry.hash(), JournalChain.next(hash, entry.text())),
                    Difference.Sort.CHAIN,
                    place,
                    "the hash does not follow from the text and the hash before it");
            hash = entry.hash();
            seq = entry.seq();
            decision(entry, place);
        }
        findings.expect(
                journal.received() == seq && Arrays.equals(journal.head(), hash),
                Difference.Sort.CURSOR,
                journal.id(),
                "the cursor stands at %d, the last entry is %d".formatted(journal.received(), seq));
    }

    private void decision(Entry entry, String place) {
        Optional<Stored> stored = entry.decision();
        if (stored.isEmpty() || stored.get().meetingFacts().isEmpty()) {
            findings.add(Difference.Sort.DECISION, place, "no decision, or no facts for it");
            return;
        }
        try {
            Facts facts = Wire.read(stored.get().facts(), Facts.class);
            MeetingFacts meeting = Wire.read(stored.get().meetingFacts().get(), MeetingFacts.class);
            compare(entry, stored.get(), facts, meeting, place);
        } catch (MalformedMessage e) {
            findings.add(Difference.Sort.DECISION, place, "its facts cannot be read");
        }
    }

    private void compare(Entry entry, Stored stored, Facts facts, MeetingFacts meeting, String place) {
        Received received = Received.read(entry.text());
        Decision decision = Adjudication.decide(received, meeting, facts);
        String exception = decision instanceof Decision.Raised raised
                ? raised.notice().kind().name()
                : "";
        String expected = DecisionRow.Kind.of(decision) + " " + exception;
        findings.expect(
                expected.equals(stored.kind() + " " + stored.exception()),
                Difference.Sort.DECISION,
                place,
                "stored is %s %s, expected %s".formatted(stored.kind(), stored.exception(), expected));
        findings.expect(
                decision.member().orElse("").equals(stored.member()),
                Difference.Sort.DECISION,
                place,
                "stored for another member than the evidence points at");
        this.facts.take(received, entry, facts, place);
        recomputed.links().take(new Origin(journal.id(), entry.seq()), entry, received, meeting, facts, decision);
        recomputed.sessions().take(journal, entry, received, decision, stored);
        if (received instanceof Received.Readable readable) {
            recomputed.voids().take(journal, entry.seq(), readable.entry(), facts.carriedOver());
            findings.expect(
                    TapTime.of(readable.entry(), facts.runOffsetMillis()).at().equals(stored.tappedAt()),
                    Difference.Sort.DECISION,
                    place,
                    "the corrected time is not what clock and offset give");
        }
        if (!entry.voided()) {
            collect(entry, stored, decision, meeting, place);
        }
        if (decision instanceof Decision.Voids voids) {
            recomputed.voids().cancels(journal, voids.seq());
        }
        decision.notices().forEach(notice -> recomputed.addNotice(journal.id(), entry.seq(), notice));
    }

    private void collect(Entry entry, Stored stored, Decision decision, MeetingFacts meeting, String place) {
        if (decision instanceof Decision.Awarded awarded) {
            LedgerEntry.Evidence evidence = new LedgerEntry.Evidence(journal.id(), entry.seq(), stored.tappedAt());
            for (Decision.Award award : awarded.awards()) {
                findings.expect(
                        recomputed.add(new Recomputed.Award(awarded.who(), award, evidence)),
                        Difference.Sort.AWARD,
                        place,
                        "a second award of qualification " + award.qualification());
            }
        }
        decision.attendee()
                .ifPresent(member -> recomputed.add(new Attendance(
                        journal.meeting(),
                        member,
                        stored.tappedAt().atZone(meeting.zone()).toLocalDate(),
                        stored.tappedAt(),
                        journal.id(),
                        entry.seq())));
    }
}
