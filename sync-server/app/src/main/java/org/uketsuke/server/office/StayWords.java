package org.uketsuke.server.office;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.adjudicate.SessionStay;
import org.uketsuke.server.adjudicate.SessionStay.Standing;
import org.uketsuke.server.adjudicate.SessionStay.Verdict;

/** Says why a stay at a session gave nothing, or less. */
final class StayWords {
    private static final Map<Verdict, Text> VERDICTS = Map.of(
            Verdict.NO_IN, new Text("受付時間内の入室の記録がありません。", "No touch on the way in within its time."),
            Verdict.NO_OUT, new Text("受付時間内の退室の記録がありません。", "No touch on the way out within its time."),
            Verdict.TOO_SHORT, new Text("滞在の時間が足りません（%1$s分）。", "The stay was too short (%1$s minutes)."),
            Verdict.OVERLAPS, new Text("同じ時間の別の講習に単位を付与しています。", "Another session at the same time gave credits."),
            Verdict.IN_TAKEN,
                    new Text("入室のタッチは、別の講習の入室として数えています。", "The touch on the way in is that to another session."));
    private static final Map<Standing, Text> STANDINGS = Map.of(
            Standing.CUT, new Text("単位の上限のため、一部だけ付与しました。", "Cut to what the limit leaves."),
            Standing.LIMIT_REACHED, new Text("単位の上限に達しています。", "The limit of credits is reached."),
            Standing.NO_TERM, new Text("講習の日に有効な任期がありません。", "No term on the session's day."),
            Standing.NO_RULE, new Text("この講習に当てはまる換算基準がありません。", "No credit rule for this session."));
    private static final Text NO_QUALIFICATION =
            new Text("資格がないため、出席の記録だけです。", "No qualification: only the stay is kept.");

    private StayWords() {}

    /** The reasons; none for a stay that gave all that it could. */
    static List<Text> reasons(SessionStay stay, boolean credited) {
        if (stay.verdict() != Verdict.WHOLE) {
            return Optional.ofNullable(VERDICTS.get(stay.verdict())).map(words -> filled(words, stay)).stream()
                    .toList();
        }
        if (stay.entitlements().isEmpty()) {
            return List.of(NO_QUALIFICATION);
        }
        return stay.entitlements().stream()
                .map(SessionStay.Entitlement::standing)
                .filter(standing -> standing == Standing.CUT || !credited)
                .distinct()
                .flatMap(standing -> Optional.ofNullable(STANDINGS.get(standing)).stream())
                .toList();
    }

    private static Text filled(Text words, SessionStay stay) {
        String minutes =
                stay.length().map(length -> Long.toString(length.toMinutes())).orElse("0");
        return new Text(words.ja().formatted(minutes), words.en().formatted(minutes));
    }
}
