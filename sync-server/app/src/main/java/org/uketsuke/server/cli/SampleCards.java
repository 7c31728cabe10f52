package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.sample.SampleSociety;

/** What can be touched on the screen of a demonstration: the sample society's cards and a pass of each sort. */
final class SampleCards {
    private static final Map<String, Text> LABELS = Map.ofEntries(
            Map.entry("current card", new Text("専門医カード", "Specialist card")),
            Map.entry("same name (first)", new Text("同姓同名（1人目）", "Same name (first)")),
            Map.entry("same name (second)", new Text("同姓同名（2人目）", "Same name (second)")),
            Map.entry("long foreign name", new Text("長い外国名", "Long foreign name")),
            Map.entry("card of the term before", new Text("旧任期のカード", "Card of the previous term")),
            Map.entry("lost card", new Text("紛失届のあるカード", "Card reported lost")),
            Map.entry("its replacement", new Text("再発行されたカード", "Reissued card")),
            Map.entry("term ended", new Text("任期切れ（未更新）", "Term ended (not renewed)")),
            Map.entry("member without qualification", new Text("専門医でない会員", "Member who is no specialist")),
            Map.entry("not listed", new Text("名簿にないカード", "Card not on the list")));

    private final CommandRunner commands;
    private final Path listed;
    private final Clock clock;

    SampleCards(CommandRunner commands, Path listed, Clock clock) {
        this.commands = commands;
        this.listed = listed;
        this.clock = clock;
    }

    private record Samples(List<Line> samples) {}

    private record Line(
            Text label, Optional<String> medium, Optional<String> token, Optional<String> text, Optional<String> why) {}

    /** The file that {@code kiosk run --samples} reads. */
    String json() throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> rows = Files.readAllLines(listed);
        for (String row : rows.subList(1, rows.size())) {
            lines.add(card(row.split(",", -1)));
        }
        passes(lines, rows.get(1).split(",", -1)[1]);
        lines.add(counted("交通系・運転免許証など", "A card of another kind", "NOT_A_MEMBER_CARD"));
        lines.add(counted("スマートフォン（毎回変わるID）", "A phone with a random id", "RANDOM_ID"));
        lines.add(counted("早く離しすぎたカード", "A card pulled too soon", "UNREADABLE"));
        return Wire.write(new Samples(lines));
    }

    /** A row of {@code try.csv}: what,member_no,medium,token; no comma stands inside a value but in the first. */
    private static Line card(String[] row) {
        int last = row.length - 1;
        String what = String.join(",", List.of(row).subList(0, last - 2));
        String number = row[last - 2];
        return new Line(
                label(what, number),
                Optional.of(row[last - 1]),
                Optional.of(row[last]),
                Optional.empty(),
                Optional.empty());
    }

    /** What the button of a row says: what it is, and whose. */
    static Text label(String what, String number) {
        String who = number.isEmpty() ? "" : " " + number;
        Text label = LABELS.getOrDefault(what, new Text(what, what));
        return new Text(label.ja() + who, label.en() + who);
    }

    private void passes(List<Line> lines, String memberNo) {
        String good = pass(clock, memberNo);
        String expired = pass(Clock.offset(clock, Duration.ofDays(-30)), memberNo, "--lifetime", "1d");
        char other = good.charAt(40) == 'A' ? 'B' : 'A';
        String forged = good.substring(0, 40) + other + good.substring(41);
        lines.add(code("会員パス（QR）", "Member pass (QR)", good));
        lines.add(code("期限切れの会員パス", "Expired member pass", expired));
        lines.add(code("偽造された会員パス", "Forged member pass", forged));
        lines.add(code("見本のQRコード", "The portal's sample picture", MemberPass.SAMPLE));
    }

    private String pass(Clock at, String memberNo, String... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("pass", "--member", memberNo, "--society", SampleSociety.SOCIETY));
        arguments.addAll(List.of(more));
        return commands.firstLineAt(at, arguments.toArray());
    }

    private static Line code(String ja, String en, String text) {
        return new Line(new Text(ja, en), Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty());
    }

    private static Line counted(String ja, String en, String why) {
        return new Line(new Text(ja, en), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(why));
    }
}
