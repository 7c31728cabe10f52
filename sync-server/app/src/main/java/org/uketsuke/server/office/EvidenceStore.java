package org.uketsuke.server.office;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.ingest.EntryText;
import org.uketsuke.server.office.EvidencePage.Chain;
import org.uketsuke.server.office.EvidencePage.Times;
import org.uketsuke.server.storage.Dialect;

/** Reads one entry and what it led to. */
final class EvidenceStore {
    private final Handle handle;
    private final Dialect dialect;

    EvidenceStore(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    /** A journal entry and its journal. */
    private record Stored(
            MeetingRef meeting,
            String kiosk,
            String booth,
            String text,
            byte[] hash,
            Instant receivedAt,
            long received,
            long baseSeq,
            byte[] baseHash) {}

    /** A decision as stored. */
    private record Judged(String kind, Instant tappedAt, Optional<Person> member) {}

    Optional<EvidencePage> page(EvidenceRef evidence) {
        Optional<Stored> stored = stored(evidence);
        Optional<MeetingSummary> meeting = stored.flatMap(entry -> new MeetingsStore(handle).find(entry.meeting()));
        if (stored.isEmpty() || meeting.isEmpty()) {
            return Optional.empty();
        }
        Stored entry = stored.get();
        Optional<Judged> judged = judged(evidence);
        return Optional.of(new EvidencePage(
                meeting.get(),
                evidence,
                entry.kiosk(),
                entry.booth(),
                new Times(judged.map(Judged::tappedAt), deviceTime(entry.text()), entry.receivedAt()),
                entry.text(),
                chain(evidence, entry),
                judged.map(found -> Words.decision(found.kind())),
                voidedBy(evidence),
                judged.flatMap(Judged::member),
                judged.flatMap(found -> stays(entry.meeting(), evidence, found)),
                new CasesStore(handle).ofEntry(evidence),
                new LedgerLineStore(handle).restingOn(entry.meeting(), evidence),
                entry.received()));
    }

    private Optional<Stored> stored(EvidenceRef evidence) {
        return handle.createQuery(
                        "SELECT j.society, j.meeting, j.kiosk, COALESCE(k.booth, '') AS booth, e.entry, e.hash,"
                                + " e.received_at, j.received, j.base_seq, j.base_hash"
                                + " FROM journal_entry e JOIN journal j ON j.id = e.journal LEFT JOIN kiosk k ON k.id = j.kiosk"
                                + " WHERE e.journal = :journal AND e.seq = :seq")
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> new Stored(
                        new MeetingRef(row.getString("society"), row.getString("meeting")),
                        row.getString("kiosk"),
                        row.getString("booth"),
                        EntryText.original(row.getString("entry")),
                        row.getBytes("hash"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getLong("received"),
                        row.getLong("base_seq"),
                        row.getBytes("base_hash")))
                .findOne();
    }

    private Optional<Judged> judged(EvidenceRef evidence) {
        return handle.createQuery("SELECT d.kind, d.tapped_at, d.member, d.society, m.member_no, m.family_name,"
                        + " m.given_name FROM decision d LEFT JOIN member m ON m.society = d.society AND m.id = d.member"
                        + " WHERE d.journal = :journal AND d.seq = :seq")
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> new Judged(
                        row.getString("kind"),
                        Instant.ofEpochMilli(row.getLong("tapped_at")),
                        EntriesStore.person(row)))
                .findOne();
    }

    private Optional<List<StayLine>> stays(MeetingRef meeting, EvidenceRef evidence, Judged judged) {
        return judged.kind().equals("TOUCHED") && voidedBy(evidence).isEmpty()
                ? judged.member().map(member -> new StaysStore(handle, dialect).by(meeting, member.id(), evidence))
                : Optional.empty();
    }

    private Optional<EvidenceRef> voidedBy(EvidenceRef evidence) {
        return handle.createQuery(
                        "SELECT COALESCE(by_journal, journal) AS by_journal, by_seq FROM voided WHERE journal = :journal AND seq = :seq")
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> new EvidenceRef(row.getString("by_journal"), row.getLong("by_seq")))
                .findOne();
    }

    private Chain chain(EvidenceRef evidence, Stored entry) {
        byte[] previous = evidence.seq() - 1 == entry.baseSeq() ? entry.baseHash() : hashBefore(evidence);
        HexFormat hex = HexFormat.of();
        return new Chain(
                hex.formatHex(previous),
                hex.formatHex(entry.hash()),
                hex.formatHex(JournalChain.next(previous, entry.text())));
    }

    /** An entry whose predecessor is missing has none to follow; its hash then does not hold. */
    private byte[] hashBefore(EvidenceRef evidence) {
        List<byte[]> found = handle.createQuery(
                        "SELECT hash FROM journal_entry WHERE journal = :journal AND seq = :seq - 1")
                .bind("journal", evidence.journal())
                .bind("seq", evidence.seq())
                .map((row, context) -> row.getBytes("hash"))
                .list();
        return found.isEmpty() ? new byte[0] : found.get(0);
    }

    private static Optional<Instant> deviceTime(String text) {
        try {
            return Optional.of(Wire.read(text, JournalEntry.class).at());
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }
}
