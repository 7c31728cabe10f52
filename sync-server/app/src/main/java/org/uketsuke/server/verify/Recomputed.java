package org.uketsuke.server.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.uketsuke.server.adjudicate.Decision;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.adjudicate.Notice;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.ledger.LedgerEntry;

/** What must follow from the journals of one meeting. */
final class Recomputed {
    private final Map<String, Award> awards = new TreeMap<>();
    private final Map<String, Attendance> firstTaps = new TreeMap<>();
    private final Map<String, String> raised = new HashMap<>();
    private final Map<String, String> waiting = new HashMap<>();
    private final VoidsCheck voids = new VoidsCheck();
    private final LinksCheck links = new LinksCheck();
    private final SessionsCheck sessions = new SessionsCheck();

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

    /** Takes in that an entry needs a case; the office is told of a wrong clock once per process run. */
    void addNotice(String journal, long seq, Notice notice) {
        String key = caseKey(journal, seq, notice.kind(), notice.detail().text());
        raised.putIfAbsent(key, journal + " entry " + seq);
        if (!notice.settled()) {
            waiting.put(key, notice.detail().text());
        }
    }

    /** Whether a case says no more than the notice that waits for a person: whatever closes a case adds why. */
    boolean waits(String key, String detail) {
        return detail.equals(waiting.get(key));
    }

    /** What a case and the notices that it tells of have in common. */
    static String caseKey(String journal, long seq, ExceptionKind kind, String detail) {
        return kind == ExceptionKind.CLOCK_SKEW
                ? journal + " " + kind + " " + Detail.runWithWrongClock(detail).orElse(detail)
                : journal + " " + seq + " " + kind;
    }

    VoidsCheck voids() {
        return voids;
    }

    LinksCheck links() {
        return links;
    }

    SessionsCheck sessions() {
        return sessions;
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
