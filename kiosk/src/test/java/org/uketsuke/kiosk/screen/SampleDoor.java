package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.uketsuke.kiosk.screen.DoorStanding.Standing;
import org.uketsuke.kiosk.screen.SessionResult.Named;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;

/** The door of the second room, 9:02 in the morning: every standing of it, and every answer that it gives. */
final class SampleDoor {
    private static final Text SAFETY = new Text("医療安全講習会（専門医共通講習）", "Lecture on patient safety (common lecture)");
    private static final Text ETHICS = new Text("医療倫理講習会", "Lecture on medical ethics");
    private static final Text TRANSPLANT =
            new Text("造血幹細胞移植の最前線", "Frontiers of hematopoietic stem cell transplantation");
    private static final String ROOM = "第2会場";

    private SampleDoor() {}

    private static Instant at(String clock) {
        return Instant.parse("2026-10-16T" + clock + ":00+09:00");
    }

    private static Standing standing(Text title, String start, String end) {
        return new Standing(
                title,
                at(start),
                at(end),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Direction.IN),
                Optional.of(at(start).minusSeconds(600)));
    }

    private static Standing open(Text title, String start, String end, Direction way, String until) {
        return new Standing(
                title,
                at(start),
                at(end),
                Optional.of(way),
                Optional.of(at(until)),
                Optional.empty(),
                Optional.empty());
    }

    static Map<String, DoorStanding> standings() {
        Optional<Standing> next = Optional.of(standing(ETHICS, "10:15", "11:15"));
        Map<String, DoorStanding> standings = new TreeMap<>();
        standings.put("door-in", door(Optional.of(open(SAFETY, "09:00", "10:00", Direction.IN, "09:10")), next));
        standings.put("door-out", door(Optional.of(open(SAFETY, "08:00", "09:00", Direction.OUT, "09:15")), next));
        standings.put(
                "door-between",
                door(
                        Optional.of(new Standing(
                                SAFETY,
                                at("08:30"),
                                at("09:30"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Direction.OUT),
                                Optional.of(at("09:25")))),
                        next));
        standings.put("door-next", door(Optional.empty(), next));
        standings.put("door-over", door(Optional.empty(), Optional.empty()));
        return standings;
    }

    private static DoorStanding door(Optional<Standing> current, Optional<Standing> next) {
        return new DoorStanding(ROOM, Direction.NONE, current, next);
    }

    /** Every answer at a door. */
    static Map<String, Result> results() {
        Named safety = new Named(SAFETY, ROOM, at("09:00"), at("10:00"));
        Named ethics = new Named(ETHICS, ROOM, at("10:15"), at("11:15"));
        List<Named> elsewhere = List.of(
                new Named(TRANSPLANT, "第1会場", at("09:00"), at("10:30")),
                new Named(ETHICS, "第3会場", at("09:00"), at("10:00")));
        Map<String, Result> results = new TreeMap<>();
        results.put("DOOR_IN", in(Outcome.ACCEPTED, told(safety, "", "09:50")));
        results.put("DOOR_IN_ONLY", in(Outcome.ACCEPTED, told(safety, "", "")));
        results.put("DOOR_OUT", out(Outcome.ACCEPTED, told(safety, "", "")));
        results.put(
                "DOOR_OUT_THEN",
                out(Outcome.ACCEPTED, session(Optional.of(safety), List.of(), false, Optional.of(ethics))));
        results.put("DOOR_ALREADY_IN", in(Outcome.ALREADY, told(safety, "", "09:50")));
        results.put("DOOR_ALREADY_OUT", out(Outcome.ALREADY, told(safety, "", "")));
        results.put("DOOR_PREVIOUS_CARD", in(Outcome.PREVIOUS_CARD, told(safety, "", "09:50")));
        results.put("DOOR_NO_TERM", in(Outcome.NO_TERM, told(safety, "", "09:50")));
        results.put("DOOR_NO_ROSTER", in(Outcome.NO_ROSTER, told(safety, "", "09:50")));
        results.put("DOOR_TOO_EARLY_IN", in(Outcome.TOO_EARLY, told(ethics, "", "10:05")));
        results.put("DOOR_TOO_EARLY_SOON", in(Outcome.TOO_EARLY, soon(ethics, "10:05", elsewhere)));
        results.put("DOOR_TOO_EARLY_OUT", out(Outcome.TOO_EARLY, told(safety, "", "09:50")));
        results.put("DOOR_TOO_LATE", in(Outcome.TOO_LATE, told(safety, "09:10", "")));
        results.put("DOOR_TOO_LATE_OUT_LATER", in(Outcome.TOO_LATE, told(safety, "09:10", "09:50")));
        results.put(
                "DOOR_WRONG_ROOM",
                in(Outcome.WRONG_SESSION, session(Optional.empty(), elsewhere, false, Optional.empty())));
        results.put(
                "DOOR_WITHOUT_WAY_IN",
                out(Outcome.WRONG_SESSION, session(Optional.of(safety), List.of(), true, Optional.empty())));
        results.put(
                "DOOR_NOTHING",
                in(Outcome.WRONG_SESSION, session(Optional.empty(), List.of(), false, Optional.empty())));
        results.putAll(refusals());
        return results;
    }

    /** Every answer to what the booth does not take, while the way in is open. */
    static Map<String, Result> refusals() {
        SessionResult open = told(new Named(SAFETY, ROOM, at("09:00"), at("10:00")), "", "");
        Map<String, Result> results = new TreeMap<>();
        for (Outcome outcome : List.of(
                Outcome.STOPPED_CARD,
                Outcome.UNKNOWN_CARD,
                Outcome.PASS_SAMPLE,
                Outcome.PASS_EXPIRED,
                Outcome.PASS_INVALID)) {
            results.put("DOOR_" + outcome, in(outcome, open));
        }
        results.put("DOOR_UNKNOWN_PASS", BoothFixture.unknownPassAtDoor(open));
        return results;
    }

    /** A session without times. */
    private static SessionResult session(
            Optional<Named> session, List<Named> elsewhere, boolean withoutWayIn, Optional<Named> then) {
        return new SessionResult(ROOM, session, Optional.empty(), Optional.empty(), elsewhere, withoutWayIn, then);
    }

    private static SessionResult told(Named session, String limit, String opensAt) {
        return new SessionResult(
                ROOM,
                Optional.of(session),
                Optional.of(limit).filter(it -> !it.isEmpty()).map(SampleDoor::at),
                Optional.of(opensAt).filter(it -> !it.isEmpty()).map(SampleDoor::at),
                List.of(),
                false,
                Optional.empty());
    }

    private static SessionResult soon(Named session, String opensAt, List<Named> elsewhere) {
        return new SessionResult(
                ROOM,
                Optional.of(session),
                Optional.empty(),
                Optional.of(at(opensAt)),
                elsewhere,
                false,
                Optional.empty());
    }

    private static Result in(Outcome outcome, SessionResult session) {
        return BoothFixture.atDoor(outcome, Direction.IN, session);
    }

    private static Result out(Outcome outcome, SessionResult session) {
        return BoothFixture.atDoor(outcome, Direction.OUT, session);
    }
}
