package org.uketsuke.server.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ledger.LedgerEntry;

/** What must follow from the journals of one meeting. */
final class Recomputed {
    private final Map<String, Award> awards = new TreeMap<>();
    private final Map<String, Attendance> firstTaps = new TreeMap<>();
    private final Map<String, String> raised = new HashMap<>();

    /**
     * An award that must be live.
     *
     * @param member member id
     * @param award what it must say
     * @param evidence the entry it must rest on
     */
    record Award(String member, Decision.Award award, LedgerEntry.Evidence evidence) {}

    /** Takes an award in; false if the qualification has one already. */
    boolean add(Award award) {
        return awards.putIfAbsent(award.award().qualification(), award) == null;
    }

    void add(Attendance tap) {
        firstTaps.merge(tap.member() + " " + tap.day(), tap, (a, b) -> Attendance.ORDER.compare(a, b) <= 0 ? a : b);
    }

    /** Takes in that an entry needs a case. */
    void addRaised(String place, String kind) {
        raised.put(place + " " + kind, kind);
    }

    Map<String, Award> awards() {
        return awards;
    }

    Map<String, Attendance> firstTaps() {
        return firstTaps;
    }

    Map<String, String> raised() {
        return raised;
    }
}
