package org.uketsuke.server.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.RoomName;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.storage.Storage;

/**
 * Brings what earlier builds kept of sessions (講習) to how it is kept now, where SQL alone cannot: the one spelling of a room's
 * name, who was at which session, and by what that was judged, follow from the rules in this program. To be run when the server
 * starts, before it answers; running it again changes nothing, and one that was broken off is finished by the next. Meetings whose
 * books are closed are not judged.
 */
public final class EarlierBuilds {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierBuilds.class);
    private static final String CAUSE = "upgrade of the server";

    private final Storage storage;
    private final Replay replay;
    private final Audit audit;

    /**
     * Over a database with all tables.
     *
     * @param replay judges anew
     * @param audit hears of credits that changed by it
     */
    public EarlierBuilds(Storage storage, Replay replay, Audit audit) {
        this.storage = storage;
        this.replay = replay;
        this.audit = audit;
    }

    /**
     * What came of it.
     *
     * @param rooms names of rooms that are spelled otherwise now
     * @param meetings at which stays were judged anew
     * @param sessionCredits ledger entries about sessions that it took, reversals included
     */
    public record Outcome(long rooms, long meetings, long sessionCredits) {
        /** All was kept as it is now. */
        static final Outcome NOTHING = new Outcome(0, 0, 0);
    }

    /** Does it, and says so in the log if there was something to do. */
    public Outcome bringUpToDate() {
        long rooms = respellRooms();
        List<EarlierBuildsStore.Place> unjudged = storage.read(handle -> new EarlierBuildsStore(handle).unjudged());
        long credits = unjudged.stream().mapToLong(this::judgeAnew).sum();
        Outcome outcome = new Outcome(rooms, unjudged.size(), credits);
        if (!outcome.equals(Outcome.NOTHING)) {
            LOG.info(
                    "Sessions were kept by an earlier build: {} names of rooms spelled anew, stays at {} meetings judged"
                            + " anew, {} ledger entries by that",
                    outcome.rooms(),
                    outcome.meetings(),
                    outcome.sessionCredits());
        }
        return outcome;
    }

    /** Agendas, doors and touches find each other by the room's name. Returns how many names were another. */
    private long respellRooms() {
        Map<String, String> others = new TreeMap<>();
        for (String room : storage.read(handle -> new EarlierBuildsStore(handle).rooms())) {
            String spelled = RoomName.spelled(room);
            if (!spelled.equals(room)) {
                others.put(room, spelled);
            }
        }
        if (!others.isEmpty()) {
            storage.change(handle -> others.forEach(new EarlierBuildsStore(handle)::respell));
        }
        return others.size();
    }

    private long judgeAnew(EarlierBuildsStore.Place place) {
        long credits = replay.sessions(place.society(), place.meeting(), CAUSE);
        if (credits > 0) {
            audit.record(
                    Audit.COMMAND,
                    Action.BROUGHT_UP_TO_DATE,
                    "sessions of " + place.society() + " " + place.meeting(),
                    "session credits changed: %d after %s".formatted(credits, CAUSE));
        }
        return credits;
    }
}
