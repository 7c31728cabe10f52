package org.uketsuke.server.office;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.adjudicate.Detail;
import org.uketsuke.server.adjudicate.Detail.Value;
import org.uketsuke.server.adjudicate.Detail.What;
import org.uketsuke.server.web.Dates;
import org.uketsuke.server.web.Language;

/** Says in both languages what a case is stored with. */
public final class DetailWords {
    private static final Map<What, Text> WORDS = Map.ofEntries(
            says(
                    What.OTHER_PLACE,
                    "記録に書かれた番号（%1$s）が、届いた位置と合いません。",
                    "The entry says to be number %1$s, which is not its place."),
            says(
                    What.SEAL_COUNT,
                    "締めの時に数えた件数（%1$s件）が、届いた件数と合いません。",
                    "The seal counts %1$s entries before it, which is not what arrived."),
            says(What.OTHER_MEETING, "この端末の担当ではない集会の記録です。", "It names another meeting than the kiosk serves."),
            says(What.BOOKS_CLOSED, "集会の確定後または中止後に届きました。", "The meeting was settled or cancelled when this arrived."),
            says(What.UNSIGNED_BATCH, "端末の署名がない送信に含まれていました。", "It came in a batch that the kiosk did not sign."),
            says(What.KIOSK_REVOKED, "端末を停止した後に届きました。", "The kiosk was revoked when this arrived."),
            says(
                    What.VOIDS_NO_REGISTRATION,
                    "受付の記録ではない%1$s番を取り消そうとしています。",
                    "It voids entry %1$s, which is no registration."),
            says(What.NO_HOLDER, "カード・QRコードの持ち主が名簿に見つかりません。", "No member of the society holds this card or pass."),
            says(What.NEWER_PASS, "新しいQRコードの発行後に、古いQRコードが使われました。", "A newer pass had been issued."),
            says(What.PASS_OUTSIDE_TIME, "本物のQRコードですが、有効期間の外で使われました。", "A genuine pass, used outside its time."),
            says(What.NEWER_CARD, "再発行の後に、古いカードが使われました。", "A newer card had been issued."),
            says(What.LOST_BEFORE, "紛失届の後に使われました。", "The card had been reported lost."),
            says(What.REVOKED_BEFORE, "使用停止の後に使われました。", "The card had been revoked."),
            says(What.PASS_REFUSED, "QRコードを受け付けませんでした（%1$s）。", "The pass was refused: %1$s."),
            says(What.NOTHING_READ, "カードもQRコードも記録されていません。", "The scan names neither card nor pass."),
            says(
                    What.NO_SUCH_MEMBER,
                    "手動登録で選ばれた会員が、会員の一覧にありません。",
                    "Registered by hand under an id that no member has."),
            says(What.NOTHING_SEEN, "手動登録ですが、本人を確認した書類の記録がありません。", "Registered by hand, and nothing was looked at."),
            says(
                    What.LENT_NOTHING_SEEN,
                    "仮カードによる受付ですが、カードを渡したときに本人を確認した書類の記録がありません。",
                    "Registered with a temporary card, and nothing was looked at when it was given."),
            says(
                    What.LENT_TO_SEVERAL,
                    "同じ仮カードが複数の会員に渡されていて、時刻からは誰の受付かを決められません。",
                    "The temporary card was given to several members, and the clocks do not tell whose it was."),
            says(
                    What.LENT_LISTED_CARD,
                    "仮カードとして渡されたカードは、会員のカードとして登録されています。登録されている会員の受付として扱います。",
                    "What was given as a temporary card is a listed card of a member; its taps count as that member's."),
            says(What.OUTSIDE_HOURS, "補正後の時刻が会期の外です。", "The corrected time lies outside the meeting."),
            says(
                    What.OUTSIDE_WINDOW,
                    "講習（%1$s）の受付時間外の手動登録です。",
                    "Registered by hand for session %1$s, when it was no time to touch for it."),
            says(What.NO_SESSION_IN_ROOM, "この会場の講習が登録されていません。", "No session of this meeting is in that room."),
            says(
                    What.TWO_ROOMS_AT_ONCE,
                    "講習 %1$s の退室より前に、別の会場の講習 %2$s に入室しています。",
                    "In the room of session %2$s before having left that of session %1$s."),
            says(What.DECEASED, "物故の届けがある会員です。", "The member is reported deceased."),
            says(What.NOT_ACTIVE, "在籍中の会員ではありません。", "The member is not an active member."),
            says(What.CLOCK_OFF, "端末の時計がずれていたため、時刻を補正しました。", "The device clock was off; times were corrected."),
            says(What.EARLIER_TERM, "旧任期のカードが使われました。", "A card of an earlier term was used."),
            says(What.HAS_CREDITS, "この集会の単位は付与済みです。", "The credits of this meeting were given already."),
            says(What.NO_RULE, "集会の区分と基準日に当てはまる換算基準がありません。", "No credit rule for this meeting on its credit date."),
            says(What.NO_TERM, "有効な任期のある資格がありません。", "No qualification has a current term."),
            says(
                    What.OTHER_TERM,
                    "受付日と単位の基準日が、同じ任期に入っていません。",
                    "The tap and the credit date do not lie in the same term."),
            says(What.TOO_LONG, "記録が%1$s文字を超えています。", "The text is longer than %1$s characters."),
            says(What.NUL_CHARACTER, "使えない文字（NUL）が含まれています。", "The text contains a NUL character."),
            says(What.NO_ENTRY, "端末の記録として読み取れません。", "The text is no journal entry."),
            says(
                    What.UNKNOWN_EVENT,
                    "このサーバーの知らない種類の記録です。端末のほうが新しい版の可能性があります。",
                    "An event kind that this server does not know; the kiosk may be newer."),
            says(What.IMPOSSIBLE_TIME, "あり得ない時刻が書かれています。", "A time that no clock shows."),
            says(What.IMPOSSIBLE_RUN, "端末の起動の情報が、あり得ない値です。", "An impossible process run."),
            says(What.IMPOSSIBLE_OFFSET, "時計の補正値が、あり得ない値です。", "An impossible clock offset."),
            says(What.IMPOSSIBLE_TOKEN, "カードの番号が長すぎます。", "A card token longer than any real one."),
            says(
                    What.WENT_ON,
                    "端末は%1$s件目の続きを送りましたが、サーバーには%2$s件目までしかありません。",
                    "The kiosk went on after entry %1$s, the server has %2$s."),
            says(What.BAD_SIGNATURE, "送信内容に対する端末の署名が正しくありません。", "The kiosk's signature over this batch does not hold."),
            says(
                    What.OTHER_ENTRIES_SIGNED,
                    "端末の署名は、送信された内容とは別の記録に対するものです。",
                    "The kiosk's signature is over other entries than those of this batch."),
            says(
                    What.VOIDS_ELSEWHERE,
                    "別の集会から引き継いだ記録の取消です。元の集会の記録は取り消していません。",
                    "Cancels what was carried over from another meeting; the entry there was not cancelled."),
            says(
                    What.HISTORIES_PART,
                    "同じ記録簿に、%1$s件目の後で食い違う2通りの記録があります。",
                    "Two histories of one journal part after entry %1$s."),
            says(
                    What.HISTORIES_FULL,
                    "同じ記録簿の食い違う記録が%1$s通りに達し、これ以上は保管していません。",
                    "%1$s other histories of one journal are kept, of further ones nothing."),
            says(What.CAME_IN, "その後、届きました。", "It came in since."),
            says(What.CANCELLED, "受付場所で取り消されました。", "Cancelled by staff at the booth."),
            says(What.CREDITS_GIVEN, "別の記録で単位が付与されました（%1$s）。", "Another entry gave the credits (%1$s)."),
            says(
                    What.CREDITS_TAKEN_BACK,
                    "単位を付与した記録が取り消されたため、再び未処理にしました（%1$s）。",
                    "Open again: the entry that gave the credits was cancelled (%1$s)."),
            says(What.DECIDED_ANEW, "%2$sにより判定し直しました（%1$s、%3$s）。", "Decided anew after the %2$s (%1$s, %3$s)."));

    private static final Map<String, Text> REFUSALS = Map.ofEntries(
            entry("SAMPLE", new Text("見本のQRコード", "sample")),
            entry("PASS_SAMPLE", new Text("見本のQRコード", "sample")),
            entry("NOT_A_PASS", new Text("会員のQRコードではない", "not a member pass")),
            entry("WRONG_LENGTH", new Text("文字数が違う", "wrong length")),
            entry("WRONG_LETTER", new Text("使われない文字がある", "a letter that passes never hold")),
            entry("UNKNOWN_VERSION", new Text("知らない版", "unknown version")),
            entry("UNKNOWN_KEY", new Text("知らない署名鍵", "unknown key")),
            entry("BAD_SIGNATURE", new Text("署名が正しくない", "the signature does not hold")),
            entry("OTHER_SOCIETY", new Text("別の学会のもの", "of another society")),
            entry("NOT_YET", new Text("有効期間の前", "not valid yet")),
            entry("EXPIRED", new Text("期限切れ", "expired")),
            entry("PASS_EXPIRED", new Text("有効期間の外", "outside its time")),
            entry("OLD_GENERATION", new Text("再発行前の古いもの", "replaced by a newer one")),
            entry("UNKNOWN_HOLDER", new Text("持ち主が名簿にない", "holder not on the roster")),
            entry("PASS_INVALID", new Text("正しくないQRコード", "not genuine")));

    private static final Map<String, Text> CAUSES = Map.ofEntries(
            entry("import of members", new Text("会員の取り込み", "import of members")),
            entry("import of qualifications", new Text("資格の取り込み", "import of qualifications")),
            entry("import of cards", new Text("カードの取り込み", "import of cards")),
            entry("import of meetings", new Text("集会の取り込み", "import of meetings")),
            entry("import of the policy", new Text("換算基準の取り込み", "import of the policy")),
            entry("import of sessions", new Text("講習の取り込み", "import of sessions")),
            entry("another touch", new Text("別の入退室の記録", "another touch")),
            entry("void of a touch", new Text("入退室の取消", "void of a touch")),
            entry("link of a temporary card", new Text("仮カードの引き渡し", "link of a temporary card")),
            entry("void of a temporary card", new Text("仮カードの取消", "void of a temporary card")),
            entry("upgrade of the server", new Text("サーバーの更新", "upgrade of the server")));

    private DetailWords() {}

    /**
     * A sentence of a case.
     *
     * @param words in both languages
     * @param asStored whether both are what an earlier version stored, in English
     */
    public record Sentence(Text words, boolean asStored) {}

    /**
     * What a stored detail says: a sentence for what happened and for each thing that came of it.
     *
     * @param zone where the reader's clock is
     */
    public static List<Sentence> of(String stored, ZoneId zone) {
        return Detail.lines(stored).stream().map(line -> sentence(line, zone)).toList();
    }

    /** The same in English, on one line. */
    public static String english(String stored, ZoneId zone) {
        return of(stored, zone).stream().map(sentence -> sentence.words().en()).collect(Collectors.joining(" "));
    }

    private static Sentence sentence(String line, ZoneId zone) {
        Optional<Text> known = Detail.read(line).flatMap(detail -> words(detail, zone));
        return new Sentence(known.orElseGet(() -> new Text(line, line)), known.isEmpty());
    }

    private static Optional<Text> words(Detail detail, ZoneId zone) {
        return Optional.ofNullable(WORDS.get(detail.what()))
                .map(words -> new Text(
                        words.ja().formatted(values(detail, Language.JA, zone)),
                        words.en().formatted(values(detail, Language.EN, zone))));
    }

    private static Object[] values(Detail detail, Language language, ZoneId zone) {
        Object[] said = new Object[detail.values().size()];
        for (int i = 0; i < said.length; i++) {
            said[i] = value(detail.what().takes().get(i), detail.values().get(i), language, zone);
        }
        return said;
    }

    /** What somebody did, if it is one of the things that the program itself does; else as it is. */
    static Text cause(String cause) {
        return CAUSES.getOrDefault(cause, new Text(cause, cause));
    }

    private static String value(Value kind, String value, Language language, ZoneId zone) {
        Text same = new Text(value, value);
        return switch (kind) {
            case PLAIN -> value;
            case INSTANT -> instant(value, language, zone);
            case DECISION -> language.say(Words.decision(value));
            case REFUSAL -> language.say(REFUSALS.getOrDefault(value, same));
            case CAUSE -> language.say(cause(value));
        };
    }

    private static String instant(String value, Language language, ZoneId zone) {
        try {
            return Dates.at(language, Instant.parse(value), zone);
        } catch (DateTimeException e) {
            return value;
        }
    }

    private static Map.Entry<What, Text> says(What what, String ja, String en) {
        return entry(what, new Text(ja, en));
    }
}
