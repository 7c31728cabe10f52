package org.uketsuke.server.office;

import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/** What stored words mean to people. A word of a later version is shown as it is. */
final class Words {
    static final Text VOID = new Text("取消", "Void");

    private static final Map<String, Text> DECISIONS = Map.of(
            "AWARDED", new Text("単位付与", "Awarded"),
            "DUPLICATE", new Text("重複", "Duplicate"),
            "RECORDED_ONLY", new Text("記録のみ", "Recorded only"),
            "EXCEPTION", new Text("例外", "Exception"),
            "NON_SCAN", new Text("端末の記録", "Kiosk's own"));

    /** An exception's number in the reconciliation table (domain 4) and its words. */
    private record Case(String code, Text words) {}

    private static final Map<String, Case> CASES = Map.ofEntries(
            of("UNKNOWN_TOKEN", "E01", "名簿にないカード・QR", "Card or pass that no member holds"),
            of("CARD_PREV_TERM", "E04", "旧任期のカード", "Card of an earlier term"),
            of("TERM_NONE", "E05", "有効な任期なし", "No current term"),
            of("TERM_BOUNDARY", "E06", "任期の境界", "Tap and credit date in different terms"),
            of("CARD_LOST", "E07", "紛失・取消カードの使用", "Lost or revoked card used"),
            of("CARD_SUPERSEDED", "E08", "失効したカード・QRの使用", "Replaced card or pass used"),
            of("DUP_TAP", "E09", "同じ会議での重複", "Same meeting again"),
            of("DUP_WEB", "E10", "Web申請との重複", "Web application for the same meeting"),
            of("MANUAL_UNVERIFIED", "E12", "本人確認のない手動登録", "Registered by hand, nothing seen"),
            of("SEQ_GAP", "E17", "記録の欠番", "Entries missing"),
            of("BATCH_HASH", "E17", "署名・ハッシュの不一致", "Signature or hash does not hold"),
            of("EVENT_CONFLICT", "E18", "記録の矛盾", "Entry contradicts itself"),
            of("JOURNAL_FORK", "E18", "記録の分岐", "Two histories of one journal"),
            of("TOO_MANY_HISTORIES", "E18", "記録の分岐が多すぎる", "Too many histories of one journal"),
            of("ENTRY_UNREADABLE", "E18", "読めない記録", "Entry cannot be read"),
            of("CLOCK_SKEW", "E19", "端末の時計ずれ（補正済み）", "Device clock off, corrected"),
            of("OUT_OF_HOURS", "E19", "会期外の時刻", "Outside the meeting's hours"),
            of("WRONG_MEETING", "E20", "別の会議の記録", "Entry of another meeting"),
            of("LATE_AFTER_SETTLED", "E21", "確定後の到着", "Arrived after settlement"),
            of("PASS_REFUSED", "E23", "見本・期限切れ・不正なQR", "Sample, expired or false pass"),
            of("RULE_MISSING", "E24", "単位規則なし", "No credit rule"),
            of("MEMBER_LEFT", "E25", "退会・物故・不明の会員", "Member left, died, or unknown"),
            of("JOURNAL_UNTRUSTED", "E26", "端末の署名がない記録", "Not signed by its kiosk"),
            of("KIOSK_UNTRUSTED", "E26", "停止された端末", "Revoked kiosk"));

    private static final Map<String, Text> REPORTS = Map.of(
            "SEALED", new Text("締め済み", "Sealed"),
            "CONTINUED", new Text("別の記録へ継続", "Continued in another journal"),
            "UNSEALED", new Text("未締め（未着の可能性）", "Not sealed, more may come"),
            "SILENT", new Text("未着（受信なし）", "Nothing received"),
            "QUARANTINE", new Text("隔離", "Quarantine"));

    private static final Map<String, Text> QUALIFICATIONS =
            Map.of("specialist", new Text("専門医", "Specialist"), "instructor", new Text("指導医", "Instructor"));

    private static final Map<String, Text> MEMBERS = Map.of(
            "active", new Text("在籍", "Active"),
            "leave", new Text("休会", "On leave"),
            "withdrawn", new Text("退会", "Left"),
            "deceased", new Text("物故", "Deceased"));

    private static final Map<String, Text> CARDS = Map.of(
            "active", new Text("有効", "In use"),
            "lost", new Text("紛失", "Lost"),
            "revoked", new Text("取消", "Revoked"),
            "superseded", new Text("失効（再発行済み）", "Replaced"));

    private static final Map<String, Text> MEDIA = Map.of(
            "felica", new Text("FeliCaカード", "FeliCa card"),
            "iso14443", new Text("ICカード（ISO 14443）", "Contactless card (ISO 14443)"),
            "iso7816", new Text("接触ICカード", "Contact card"),
            "barcode", new Text("バーコード", "Barcode"));

    private Words() {}

    static Text medium(String medium) {
        return MEDIA.getOrDefault(medium, new Text(medium, medium));
    }

    static Text qualification(String kind) {
        return QUALIFICATIONS.getOrDefault(kind, new Text(kind, kind));
    }

    static Text member(String status) {
        return MEMBERS.getOrDefault(status, new Text(status, status));
    }

    static Text card(String status) {
        return CARDS.getOrDefault(status, new Text(status, status));
    }

    private static Map.Entry<String, Case> of(String kind, String code, String ja, String en) {
        return Map.entry(kind, new Case(code, new Text(ja, en)));
    }

    static Text decision(String kind) {
        return DECISIONS.getOrDefault(kind, new Text(kind, kind));
    }

    static Text exception(String kind) {
        return Optional.ofNullable(CASES.get(kind)).map(Case::words).orElseGet(() -> new Text(kind, kind));
    }

    static String exceptionCode(String kind) {
        return Optional.ofNullable(CASES.get(kind)).map(Case::code).orElse("");
    }

    static Text report(String report) {
        return REPORTS.getOrDefault(report, new Text(report, report));
    }
}
