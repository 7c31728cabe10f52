package org.uketsuke.server.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.Facts;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.storage.Storage;

/**
 * Decides entries anew that were judged before the office's books had what they rest on: the card, the qualification and its
 * term, the credit rule (domain 3.3-6, 3.5-11); a second qualification that comes in late gets its credits by the tap that
 * gave the first one's. Meetings that are settled or cancelled stay as they are. To be run after every import; running it again changes nothing. Works beside a
 * running server: it holds a meeting as a void does, for some hundred entries at a time.
 */
public final class Replay {
    private static final int ENTRIES_AT_ONCE = 500;

    private final Storage storage;
    private final Clock clock;
    private final Stores stores;
    private final SealedScans sealedScans;
    private final RosterRefresh rosters;

    /**
     * Over a database.
     *
     * @param keys the server's own keys
     * @param rosters brings a roster up to date, so that cards which came in since are found
     */
    public Replay(Storage storage, Clock clock, ServerKeys keys, RosterRefresh rosters) {
        this.storage = storage;
        this.clock = clock;
        this.stores = Stores.of(storage.dialect());
        this.sealedScans = new SealedScans(keys.sealingKey(), Ed25519::holds);
        this.rosters = rosters;
    }

    /**
     * What came of it.
     *
     * @param changed entries that are decided otherwise now
     * @param awarded entries among them that give credits now
     * @param sessionCredits ledger entries about sessions that it took, reversals included
     */
    public record Outcome(long changed, long awarded, long sessionCredits) {
        static final Outcome NOTHING = new Outcome(0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(changed + other.changed, awarded + other.awarded, sessionCredits + other.sessionCredits);
        }
    }

    /**
     * Decides anew in all meetings of a society whose books are open.
     *
     * @param cause what the office did, in a few words without personal data; it is written to the cases that close by it
     */
    public Outcome run(String society, String cause) {
        Outcome outcome = Outcome.NOTHING;
        for (String meeting : storage.read(handle -> stores.decisions().openMeetings(handle, society))) {
            outcome = outcome.plus(run(society, meeting, cause));
            outcome = outcome.plus(new Outcome(0, 0, sessions(society, meeting, cause)));
        }
        return outcome;
    }

    /**
     * Some members who touched at a meeting.
     *
     * @param posted ledger entries that judging them took
     * @param last the last of them, empty if there were none
     */
    private record Judged(long posted, Optional<String> last) {}

    /** Judges anew who was at which session how long; returns the ledger entries that it took. */
    long sessions(String society, String meeting, String cause) {
        long posted = 0;
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            String after = last.get();
            Judged some = storage.write(handle -> sessions(handle, society, meeting, after, cause));
            posted += some.posted();
            last = some.last();
        }
        return posted;
    }

    private Judged sessions(Handle handle, String society, String meeting, String after, String cause) {
        MeetingFacts facts = held(handle, society, meeting);
        List<String> members =
                facts.frozen() ? List.of() : stores.touches().members(handle, society, meeting, after, ENTRIES_AT_ONCE);
        if (members.isEmpty()) {
            return new Judged(0, Optional.empty());
        }
        DoorTouches touches = new DoorTouches(setting(handle, facts), stores);
        touches.again(members, SessionPosting.Cause.of(cause));
        return new Judged(touches.judge(), Optional.of(members.get(members.size() - 1)));
    }

    /**
     * Some entries of a meeting.
     *
     * @param outcome what came of them
     * @param last the last of them, empty if there were none
     */
    private record Part(Outcome outcome, Optional<DecisionRow> last) {}

    private Outcome run(String society, String meeting, String cause) {
        Outcome outcome = Outcome.NOTHING;
        Optional<DecisionRow> last = Optional.empty();
        do {
            Optional<DecisionRow> after = last;
            Part part = storage.write(handle -> part(handle, society, meeting, after, cause));
            outcome = outcome.plus(part.outcome());
            last = part.last();
        } while (last.isPresent());
        return outcome;
    }

    private Part part(Handle handle, String society, String meeting, Optional<DecisionRow> after, String cause) {
        MeetingFacts facts = held(handle, society, meeting);
        List<DecisionRow> rows = facts.frozen()
                ? List.of()
                : stores.decisions().unsettled(handle, society, meeting, after, ENTRIES_AT_ONCE);
        if (rows.isEmpty()) {
            return new Part(Outcome.NOTHING, Optional.empty());
        }
        Outcome outcome = new ReplayedEntries(setting(handle, facts), stores, sealedScans, rosters, cause).decide(rows);
        return new Part(outcome, Optional.of(rows.get(rows.size() - 1)));
    }

    /**
     * The meeting as it stands, held alone. What is to be decided anew is looked for only then: a push that read the books
     * before they changed has either committed by now, or will read them anew.
     */
    private MeetingFacts held(Handle handle, String society, String meeting) {
        return stores.facts().meeting(handle, society, meeting, true);
    }

    /** The entries stand in several journals, so none of them is named. */
    private Setting setting(Handle handle, MeetingFacts facts) {
        JournalRow none = new JournalRow(
                "", facts.society(), facts.meeting(), "", 0, new byte[0], 0, Optional.empty(), 0, new byte[0], false);
        return new Setting(
                handle,
                none,
                Facts.Trust.TRUSTED,
                facts,
                stores.decisions().keep(handle, facts),
                RunClocks.none(facts),
                clock.instant());
    }
}
