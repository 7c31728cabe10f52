package org.uketsuke.server.ingest;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.JournalStatus.State;
import org.uketsuke.server.adjudicate.Detail.What;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.ingest.Succession.Fit;
import org.uketsuke.server.ingest.Succession.Held;
import org.uketsuke.server.reconcile.ExceptionCase;

/** Applies one push within a transaction: finds where it fits, stores its entries verbatim, has them judged. */
final class Replication {
    /** Most other histories kept of one journal; a kiosk that makes more is broken, or somebody plays with it. */
    static final int FORKS_MAX = 16;

    private final Stores stores;
    private final Assessment assessment;

    Replication(Stores stores, Assessment assessment) {
        this.stores = stores;
        this.assessment = assessment;
    }

    /**
     * What came of it.
     *
     * @param state for the kiosk
     * @param journal the journal as it now stands
     * @param kept whether all its entries are stored
     * @param refusal why the push is refused
     */
    record Applied(State state, JournalRow journal, boolean kept, Optional<PushAnswer.Refusal> refusal) {
        static Applied of(State state, JournalRow journal) {
            return new Applied(state, journal, state != State.GAP, Optional.empty());
        }

        static Applied refused(JournalRow journal, PushAnswer.Refusal why) {
            return new Applied(State.CURRENT, journal, why == PushAnswer.Refusal.BAD_HEAD_SIGNATURE, Optional.of(why));
        }
    }

    Applied apply(Handle handle, Push push) {
        Optional<JournalRow> known = stores.journals().lock(handle, push.journal());
        if (known.isEmpty()) {
            stores.journals().add(handle, JournalRow.begun(push.journal(), push.kiosk()), push.arrived());
            known = stores.journals().lock(handle, push.journal());
        }
        JournalRow journal = known.orElseThrow();
        if (!journal.kiosk().equals(push.kiosk().id())) {
            return Applied.refused(journal, PushAnswer.Refusal.FOREIGN_JOURNAL);
        }
        if (push.after() > journal.received()) {
            return beyond(handle, push, journal);
        }
        if (push.texts().isEmpty()) {
            return Applied.of(State.CURRENT, journal);
        }
        Held held = held(handle, journal, push);
        if (!push.signed()) {
            return untrue(handle, push, journal, held);
        }
        Fit fit = Succession.fit(push, held);
        if (fit instanceof Fit.Diverges other) {
            return diverges(handle, push, journal, other);
        }
        List<Link> fresh = ((Fit.Follows) fit).fresh();
        return Applied.of(State.CURRENT, fresh.isEmpty() ? journal : append(handle, push, journal, fresh));
    }

    private Held held(Handle handle, JournalRow journal, Push push) {
        if (push.after() == journal.received()) {
            return new Held(journal.received(), List.of(journal.head()));
        }
        long last = Math.min(journal.received(), push.after() + push.texts().size());
        return new Held(journal.received(), hashes(handle, journal, push.after(), last));
    }

    /** Hashes of a history, from an entry to another; a fork shares those before its base with the journal it parts from. */
    private List<byte[]> hashes(Handle handle, JournalRow journal, long from, long to) {
        List<byte[]> hashes = new ArrayList<>();
        if (from < journal.baseSeq()) {
            JournalRow parent = stores.journals()
                    .find(handle, journal.forkOf().orElseThrow())
                    .orElseThrow();
            hashes.addAll(hashes(handle, parent, from, Math.min(to, journal.baseSeq() - 1)));
        }
        if (from <= journal.baseSeq() && journal.baseSeq() <= to) {
            hashes.add(journal.baseHash());
        }
        if (to > journal.baseSeq()) {
            hashes.addAll(stores.journals().hashes(handle, journal.id(), Math.max(from, journal.baseSeq() + 1), to));
        }
        return hashes;
    }

    /** What follows on none of this journal's entries may still follow on those of another history of it. */
    private Applied beyond(Handle handle, Push push, JournalRow journal) {
        if (!continuesFork(handle, push, journal)) {
            return gap(handle, push, journal);
        }
        return push.signed()
                ? Applied.of(State.FORK, journal)
                : Applied.refused(journal, PushAnswer.Refusal.BAD_HEAD_SIGNATURE);
    }

    private Applied gap(Handle handle, Push push, JournalRow journal) {
        Notice notice = Notice.open(ExceptionKind.SEQ_GAP, What.WENT_ON, push.after(), journal.received());
        raise(handle, push, journal, journal.received() + 1, notice);
        return Applied.of(State.GAP, journal);
    }

    /** The signature does not hold: nothing of it may give credit, and nothing of it is thrown away. */
    private Applied untrue(Handle handle, Push push, JournalRow journal, Held held) {
        boolean kept = Succession.holdsAll(push, held) || continuesFork(handle, push, journal);
        if (!kept) {
            List<Link> links = Succession.links(push, held.hashes().get(0));
            kept = keepApart(
                    handle,
                    push,
                    journal,
                    new Fit.Diverges(push.after(), held.hashes().get(0), links, false),
                    Notice.open(ExceptionKind.BATCH_HASH, What.BAD_SIGNATURE));
        }
        return Applied.refused(
                journal, kept ? PushAnswer.Refusal.BAD_HEAD_SIGNATURE : PushAnswer.Refusal.TOO_MANY_HISTORIES);
    }

    /** What the signed head does not follow from is not authentic, however good the signature over that head is. */
    private Applied diverges(Handle handle, Push push, JournalRow journal, Fit.Diverges other) {
        boolean kept = continuesFork(handle, push, journal)
                || !other.authentic() && heldUnsigned(handle, push, journal)
                || keepApart(
                        handle,
                        push,
                        journal,
                        other,
                        other.authentic()
                                ? Notice.open(ExceptionKind.JOURNAL_FORK, What.HISTORIES_PART, other.baseSeq())
                                : Notice.open(ExceptionKind.BATCH_HASH, What.OTHER_ENTRIES_SIGNED));
        return new Applied(State.FORK, journal, kept, Optional.empty());
    }

    /**
     * Has another history of the journal take a push in, if one holds it already or is continued by it. What the kiosk did
     * not sign continues only what it did not sign either.
     */
    private boolean continuesFork(Handle handle, Push push, JournalRow journal) {
        List<JournalRow> forks = stores.journals().forksOf(handle, journal.id()).stream()
                .filter(fork -> push.after() <= fork.received() && fork.quarantine() != push.signed())
                .toList();
        if (forks.stream().anyMatch(fork -> Succession.holdsAll(push, held(handle, fork, push)))) {
            return true;
        }
        for (JournalRow fork : forks) {
            if (Succession.fit(push, held(handle, fork, push)) instanceof Fit.Follows more) {
                append(handle, push, fork, more.fresh());
                return true;
            }
        }
        return false;
    }

    /** Whether what the kiosk's signature does not cover is kept already. */
    private boolean heldUnsigned(Handle handle, Push push, JournalRow journal) {
        return stores.journals().forksOf(handle, journal.id()).stream()
                .filter(fork -> fork.quarantine() && push.after() <= fork.received())
                .anyMatch(fork -> Succession.holdsAll(push, held(handle, fork, push)));
    }

    /** Keeps another history by itself; false if there are so many that it is not kept. */
    private boolean keepApart(Handle handle, Push push, JournalRow journal, Fit.Diverges other, Notice notice) {
        int number = stores.journals().forksOf(handle, journal.id()).size() + 1;
        if (number > FORKS_MAX) {
            Notice limit = Notice.open(ExceptionKind.TOO_MANY_HISTORIES, What.HISTORIES_FULL, FORKS_MAX);
            raise(handle, push, journal, 1, limit);
            return false;
        }
        JournalRow fork = journal.fork(number, other.baseSeq(), other.baseHash(), !other.authentic());
        stores.journals().add(handle, fork, push.arrived());
        raise(handle, push, fork, other.baseSeq() + 1, notice);
        append(handle, push, fork, other.links());
        return true;
    }

    private JournalRow append(Handle handle, Push push, JournalRow journal, List<Link> fresh) {
        boolean alone = fresh.stream().anyMatch(Assessment::needsMeetingAlone);
        MeetingFacts meeting = stores.facts().meeting(handle, journal.society(), journal.meeting(), alone);
        stores.journals().append(handle, journal.id(), fresh, signature(push, fresh), push.arrived());
        stores.copies().note(handle, journal, fresh);
        Setting setting = new Setting(
                handle,
                journal,
                trust(handle, journal),
                meeting,
                stores.decisions().keep(handle, meeting),
                RunClocks.of(handle, stores.clocks(), meeting, journal.id(), push),
                push.arrived());
        assessment.assess(setting, fresh);
        Link last = fresh.get(fresh.size() - 1);
        closeGaps(handle, journal, journal.id(), last);
        journal.forkOf()
                .filter(parent -> !journal.quarantine())
                .ifPresent(parent -> closeGaps(handle, journal, parent, last));
        return journal.upTo(last);
    }

    private void closeGaps(Handle handle, JournalRow journal, String missing, Link last) {
        stores.exceptions().closeGaps(handle, journal.society(), journal.meeting(), missing, last.seq());
    }

    private Facts.Trust trust(Handle handle, JournalRow journal) {
        if (journal.quarantine()) {
            return Facts.Trust.UNSIGNED;
        }
        return stores.journals().trusted(handle, journal.kiosk()) ? Facts.Trust.TRUSTED : Facts.Trust.REVOKED;
    }

    /** The kiosk's signature over the head, where it is the head of these entries. */
    private static Optional<String> signature(Push push, List<Link> fresh) {
        byte[] head = fresh.get(fresh.size() - 1).hash();
        return push.signed() && HexFormat.of().formatHex(head).equals(push.head())
                ? Optional.of(push.signature())
                : Optional.empty();
    }

    private void raise(Handle handle, Push push, JournalRow journal, long seq, Notice notice) {
        stores.exceptions()
                .raise(
                        handle,
                        List.of(new ExceptionCase(
                                journal.society(),
                                journal.meeting(),
                                notice.kind(),
                                ExceptionCase.State.OPEN,
                                journal.id(),
                                seq,
                                Optional.empty(),
                                notice.detail().text(),
                                push.arrived(),
                                "")));
    }
}
