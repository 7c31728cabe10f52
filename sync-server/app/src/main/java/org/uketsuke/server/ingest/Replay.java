package org.uketsuke.server.ingest;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.adjudicate.Facts;
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
        List<String> meetings = storage.read(handle -> stores.decisions().meetingsWithUnsettled(handle, society));
        for (String meeting : meetings) {
            outcome = outcome.plus(run(society, meeting, cause));
        }
        for (String meeting : storage.read(handle -> stores.touches().openMeetings(handle, society))) {
            outcome = outcome.plus(new Outcome(0, 0, sessions(society, meeting, cause)));
        }
        return outcome;
    }

    /**
     * Judges anew who was at which session of a meeting how long: after its agenda, the rules or the members' terms changed.
     *
     * @param cause as of {@link #run}
     * @return ledger entries that it took, reversals included
     */
    public long sessions(String society, String meeting, String cause) {
        long posted = 0;
        String last = "";
        List<String> members;
        do {
            String after = last;
            members =
                    storage.read(handle -> stores.touches().members(handle, society, meeting, after, ENTRIES_AT_ONCE));
            List<String> some = members;
            if (!some.isEmpty()) {
                posted += storage.write(handle -> sessions(handle, society, meeting, some, cause));
                last = some.get(some.size() - 1);
            }
        } while (members.size() == ENTRIES_AT_ONCE);
        return posted;
    }

    private int sessions(Handle handle, String society, String meeting, List<String> members, String cause) {
        Map<String, SessionPosting.Cause> causes = new TreeMap<>();
        members.forEach(member -> causes.put(member, SessionPosting.Cause.of(cause)));
        return new SessionPosting(setting(handle, society, meeting), stores).judge(causes);
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
        Setting setting = setting(handle, society, meeting);
        List<DecisionRow> rows = stores.decisions().unsettled(handle, society, meeting, after, ENTRIES_AT_ONCE);
        if (rows.isEmpty() || setting.meeting().frozen()) {
            return new Part(Outcome.NOTHING, Optional.empty());
        }
        Outcome outcome = new ReplayedEntries(setting, stores, sealedScans, rosters, cause).decide(rows);
        return new Part(outcome, Optional.of(rows.get(rows.size() - 1)));
    }

    /** The meeting as it stands, held alone; the entries stand in several journals, so none of them is named. */
    private Setting setting(Handle handle, String society, String meeting) {
        var facts = stores.facts().meeting(handle, society, meeting, true);
        JournalRow none =
                new JournalRow("", society, meeting, "", 0, new byte[0], 0, Optional.empty(), 0, new byte[0], false);
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
