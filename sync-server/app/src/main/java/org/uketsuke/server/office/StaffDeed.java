package org.uketsuke.server.office;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.adjudicate.Received;

/**
 * What staff of a booth did in an entry, for people.
 *
 * @param what the deed
 * @param staff their name; their id if nobody of the meeting has it
 * @param reason why, if they said
 * @param seen what they looked at, in the order in which they said it
 * @param nothingSeen whether they could have looked at something, and did not
 * @param remark what they wrote
 */
public record StaffDeed(
        Text what, String staff, Optional<Text> reason, List<Text> seen, boolean nothingSeen, Optional<String> remark) {
    private static final Text MANUAL = new Text("手動登録", "Registered by hand");
    private static final Text LINK = new Text("仮カードの引き渡し", "Temporary card given");
    private static final Text VOID = new Text("取消", "Void");
    private static final Text NOTE = new Text("メモ", "Note");

    private static final Map<String, Text> REASONS = Map.of(
            "forgotten-card", new Text("カード忘れ", "Card not there"),
            "unreadable-card", new Text("カードが読めない", "Card unreadable"),
            "unknown-card", new Text("名簿にないカード", "Card not on the list"),
            "stopped-card", new Text("使用停止のカード", "Card disabled"),
            "no-pass", new Text("QRコードが使えない", "QR code not taken"),
            "wrong-person", new Text("別の方を登録した", "Wrong person"),
            "mistake", new Text("誤って登録した", "By mistake"),
            "other", new Text("その他", "Other"));

    private static final Map<String, Text> EVIDENCE = Map.of(
            "photo-id", new Text("写真つき証明書", "photo ID"),
            "attendance-certificate", new Text("参加証", "certificate of attendance"),
            "name-card", new Text("名札", "name card"));

    /**
     * The deed that an entry tells of; empty if it tells of none.
     *
     * @param entry its text
     * @param names of the meeting's staff by id
     */
    static Optional<StaffDeed> in(String entry, Map<String, String> names) {
        if (!(Received.read(entry) instanceof Received.Readable readable)) {
            return Optional.empty();
        }
        JournalEvent event = readable.entry().event();
        if (event instanceof JournalEvent.Manual manual) {
            return Optional.of(checked(MANUAL, named(manual.staff(), names), manual.reason(), manual.evidence()));
        }
        if (event instanceof JournalEvent.Linked linked) {
            return Optional.of(checked(LINK, named(linked.staff(), names), linked.reason(), linked.evidence()));
        }
        if (event instanceof JournalEvent.Voided voided) {
            return Optional.of(new StaffDeed(
                    VOID, named(voided.by(), names), reason(voided.reason()), List.of(), false, Optional.empty()));
        }
        return event instanceof JournalEvent.Note note
                ? Optional.of(new StaffDeed(
                        NOTE,
                        note.by().map(by -> named(by, names)).orElse(""),
                        Optional.empty(),
                        List.of(),
                        false,
                        Optional.of(note.text())))
                : Optional.empty();
    }

    private static StaffDeed checked(Text what, String staff, String reason, List<String> evidence) {
        List<Text> seen = evidence.stream()
                .map(code -> EVIDENCE.getOrDefault(code, new Text(code, code)))
                .toList();
        return new StaffDeed(what, staff, reason(reason), seen, seen.isEmpty(), Optional.empty());
    }

    private static String named(String id, Map<String, String> names) {
        return names.getOrDefault(id, id);
    }

    /** A reason in the staff's own words stays as it is. */
    private static Optional<Text> reason(String reason) {
        return reason.isBlank()
                ? Optional.empty()
                : Optional.of(REASONS.getOrDefault(reason, new Text(reason, reason)));
    }
}
