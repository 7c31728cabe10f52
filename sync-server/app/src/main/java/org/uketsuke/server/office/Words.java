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
            "TOUCHED", new Text("講習の入退室", "Session touch"),
            "EXCEPTION", new Text("保留", "Held"),
            "NON_SCAN", new Text("端末の動作記録", "Kiosk log"));

    /**
     * An exception.
     *
     * @param code number in the reconciliation table (domain 4)
     * @param words what it is
     * @param advice what a person can do about it while it waits
     */
    private record Case(String code, Text words, Text advice) {}

    private static final Text ASK_ADMINISTRATOR = new Text("システム管理者にご連絡ください。", "Tell whoever looks after the server.");
    private static final Text IS_IT_THE_HOLDER = new Text(
            "本人が使ったのかをご確認ください。この記録では単位を付与していません。", "Find out whether the holder used it. This entry gave no credits.");
    static final Text NOTHING = new Text("", "");

    private static final Map<String, Case> CASES = Map.ofEntries(
            of(
                    "UNKNOWN_TOKEN",
                    "E01",
                    new Text("名簿にないカード・QR", "Card or pass that no member holds"),
                    new Text(
                            "持ち主が分かったら、会員とカードを取り込んでください。自動で判定し直します。",
                            "Once you know whose it is, import the member and the card: it is then decided anew.")),
            of("CARD_PREV_TERM", "E04", new Text("旧任期のカード", "Card of an earlier term"), NOTHING),
            of(
                    "TERM_NONE",
                    "E05",
                    new Text("有効な任期なし", "No current term"),
                    new Text(
                            "資格・任期がまだ取り込まれていなければ、取り込むと自動で判定し直します。参加は記録済みです。",
                            "If the term is only missing in the books, import it: it is then decided anew. Attendance is kept.")),
            of(
                    "TERM_BOUNDARY",
                    "E06",
                    new Text("任期の境界", "Tap and credit date in different terms"),
                    new Text(
                            "どちらの任期の単位になるかをご確認ください。この資格の単位は付与していません。",
                            "Find out to which term the credits belong. None were given for this qualification.")),
            of("CARD_LOST", "E07", new Text("紛失・使用停止カードの使用", "Lost or revoked card used"), IS_IT_THE_HOLDER),
            of("CARD_SUPERSEDED", "E08", new Text("再発行前のカード・QRの使用", "Replaced card or pass used"), IS_IT_THE_HOLDER),
            of("DUP_TAP", "E09", new Text("同じ集会での重複", "Same meeting again"), NOTHING),
            of("DUP_WEB", "E10", new Text("Web申請との重複", "Web application for the same meeting"), NOTHING),
            of(
                    "MANUAL_UNVERIFIED",
                    "E12",
                    new Text("本人確認のない手動登録", "Registered by hand, nothing seen"),
                    new Text(
                            "参加証などで本人の参加をご確認ください。この記録では単位を付与していません。",
                            "Check it against the certificate of attendance. This entry gave no credits.")),
            of(
                    "TOUCH_UNVERIFIED",
                    "E12",
                    new Text("本人確認のない手動の入退室", "Session touch by hand, nothing seen"),
                    new Text(
                            "本人がその講習にいたかをご確認ください。この記録は講習の単位に数えていません。",
                            "Find out whether the person was at the session. This entry does not count for session credits.")),
            of(
                    "SEQ_GAP",
                    "E17",
                    new Text("記録の欠番", "Entries missing"),
                    new Text(
                            "端末をネットワークにつなぐか、書き出したファイルを取り込んでください。届くと自動で処理済みになります。",
                            "Connect the kiosk, or import what it exports. When the entries arrive this is handled by itself.")),
            of("BATCH_HASH", "E17", new Text("署名・ハッシュの不一致", "Signature or hash does not hold"), ASK_ADMINISTRATOR),
            of("EVENT_CONFLICT", "E18", new Text("記録の矛盾", "Entry contradicts itself"), ASK_ADMINISTRATOR),
            of(
                    "CARD_CONFLICT",
                    "E18",
                    new Text("仮カードの持ち主が不確か", "Temporary card in doubt"),
                    new Text("誰に渡した仮カードかを受付場所の係員にご確認ください。", "Ask the staff of the booth to whom they gave the card.")),
            of("JOURNAL_FORK", "E18", new Text("記録の分岐", "Two histories of one journal"), ASK_ADMINISTRATOR),
            of(
                    "TOO_MANY_HISTORIES",
                    "E18",
                    new Text("記録の分岐が多すぎる", "Too many histories of one journal"),
                    new Text(
                            "端末の使用を止め、システム管理者にご連絡ください。",
                            "Take the kiosk out of service and tell whoever looks after the server.")),
            of(
                    "ENTRY_UNREADABLE",
                    "E18",
                    new Text("読めない記録", "Entry cannot be read"),
                    new Text(
                            "記録は原文のまま保管しています。システム管理者にご連絡ください。",
                            "It is kept as it came. Tell whoever looks after the server.")),
            of(
                    "CLOCK_SKEW",
                    "E19",
                    new Text("端末の時計ずれ（補正済み）", "Device clock off, corrected"),
                    new Text("この端末の補正後の時刻が正しいかをご確認ください。", "Check that the corrected times of this kiosk are right.")),
            of(
                    "OUT_OF_HOURS",
                    "E19",
                    new Text("会期外・受付時間外の時刻", "Outside the hours"),
                    new Text(
                            "端末の時計と、会期または講習の受付時間をご確認ください。この記録では単位を付与していません。",
                            "Check the kiosk's clock and the meeting's days or the session's times. This entry gave no credits.")),
            of(
                    "WRONG_MEETING",
                    "E20",
                    new Text("別の集会の記録", "Entry of another meeting"),
                    new Text(
                            "端末がどの集会に登録されているかをご確認ください。この記録では単位を付与していません。",
                            "Check for which meeting the kiosk is enrolled. This entry gave no credits.")),
            of(
                    "LATE_AFTER_SETTLED",
                    "E21",
                    new Text("確定後の到着", "Arrived after settlement"),
                    new Text(
                            "付与するかどうかをご検討ください。この記録では単位を付与していません。",
                            "Consider whether it shall count. This entry gave no credits.")),
            of(
                    "TOUCH_AFTER_SETTLED",
                    "E21",
                    new Text("確定後に届いた入退室", "Session touch, arrived after settlement"),
                    new Text(
                            "講習の単位を付与するかどうかをご検討ください。この記録では単位を付与していません。",
                            "Consider whether it shall count for the session. This entry gave no credits.")),
            of(
                    "IMPOSSIBLE_TRAVEL",
                    "E22",
                    new Text("同じ時間に2つの会場", "In two rooms at once"),
                    new Text(
                            "本人がどちらの会場にいたかをご確認ください。時間が重なる講習の単位は先の1つだけ、時間が重ならない講習の単位は両方とも付与しています。",
                            "Find out in which room the person was. Of sessions at the same time only the first gave credits; sessions"
                                    + " which do not overlap in time are both credited.")),
            of(
                    "PASS_REFUSED",
                    "E23",
                    new Text("見本・期限切れ・不正なQR", "Sample, expired or false pass"),
                    new Text(
                            "本人の参加をご確認ください。この記録では単位を付与していません。",
                            "Find out whether the holder was there. This entry gave no credits.")),
            of(
                    "RULE_MISSING",
                    "E24",
                    new Text("換算基準なし", "No credit rule"),
                    new Text(
                            "システム管理者にご連絡ください。換算基準を取り込むと自動で判定し直します。",
                            "Tell whoever looks after the server: once the rule is imported, it is decided anew.")),
            of(
                    "MEMBER_LEFT",
                    "E25",
                    new Text("退会・休会・物故・不明の会員", "Member left, on leave, died, or unknown"),
                    new Text("会員の状態をご確認ください。", "Check the member's status.")),
            of("JOURNAL_UNTRUSTED", "E26", new Text("端末の署名がない記録", "Not signed by its kiosk"), ASK_ADMINISTRATOR),
            of(
                    "KIOSK_UNTRUSTED",
                    "E26",
                    new Text("停止された端末", "Revoked kiosk"),
                    new Text(
                            "端末を停止した事情と記録の内容をご確認ください。この記録では単位を付与していません。",
                            "Consider why the kiosk was revoked and what it wrote. This entry gave no credits.")));

    private static final Map<String, Text> REPORTS = Map.of(
            "SEALED", new Text("締め済み", "Sealed"),
            "CONTINUED", new Text("別の記録簿に引き継ぎ", "Continued in another journal"),
            "UNSEALED", new Text("未締め（未着の記録がある可能性）", "Not sealed, more may come"),
            "SILENT", new Text("未着（受信なし）", "Nothing received"),
            "QUARANTINE", new Text("隔離", "Quarantine"));

    private static final Map<String, Text> MEMBERS = Map.of(
            "active", new Text("在籍", "Active"),
            "leave", new Text("休会", "On leave"),
            "withdrawn", new Text("退会", "Left"),
            "deceased", new Text("物故", "Deceased"));

    private static final Map<String, Text> CARDS = Map.of(
            "active", new Text("有効", "In use"),
            "lost", new Text("紛失", "Lost"),
            "revoked", new Text("使用停止", "Revoked"),
            "superseded", new Text("失効（再発行済み）", "Replaced"));

    private static final Map<String, Text> MEDIA = Map.of(
            "felica", new Text("FeliCaカード", "FeliCa card"),
            "iso14443", new Text("ICカード（ISO 14443）", "Contactless card (ISO 14443)"),
            "iso7816", new Text("接触ICカード", "Contact card"),
            "barcode", new Text("バーコード", "Barcode"));

    private static final Map<String, Text> SOURCES = Map.of("tap", new Text("会場での受付", "Tap at the booth"));

    private Words() {}

    static Text medium(String medium) {
        return MEDIA.getOrDefault(medium, new Text(medium, medium));
    }

    static Text source(String source) {
        return SOURCES.getOrDefault(source, new Text(source, source));
    }

    static Text member(String status) {
        return MEMBERS.getOrDefault(status, new Text(status, status));
    }

    static Text card(String status) {
        return CARDS.getOrDefault(status, new Text(status, status));
    }

    private static Map.Entry<String, Case> of(String kind, String code, Text words, Text advice) {
        return Map.entry(kind, new Case(code, words, advice));
    }

    static Text decision(String kind) {
        return DECISIONS.getOrDefault(kind, new Text(kind, kind));
    }

    static Text exception(String kind) {
        return Optional.ofNullable(CASES.get(kind)).map(Case::words).orElseGet(() -> new Text(kind, kind));
    }

    /** What a person can do about a case that waits; empty if there is nothing to say. */
    static Text advice(String kind) {
        return Optional.ofNullable(CASES.get(kind)).map(Case::advice).orElse(NOTHING);
    }

    static String exceptionCode(String kind) {
        return Optional.ofNullable(CASES.get(kind)).map(Case::code).orElse("");
    }

    static Text report(String report) {
        return REPORTS.getOrDefault(report, new Text(report, report));
    }
}
