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
    private static final Map<String, String> JAPANESE = Map.ofEntries(
            Map.entry("current card", "専門医カード"),
            Map.entry("same name (first)", "同姓同名（1人目）"),
            Map.entry("same name (second)", "同姓同名（2人目）"),
            Map.entry("long foreign name", "長い外国名"),
            Map.entry("card of the term before", "旧任期のカード"),
            Map.entry("lost card", "紛失届のあるカード"),
            Map.entry("its replacement", "再発行されたカード"),
            Map.entry("term ended", "任期切れ（未更新）"),
            Map.entry("member without qualification", "専門医でない会員"),
            Map.entry("not listed", "名簿にないカード"));

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
        String who = number.isEmpty() ? "" : " " + number;
        Text label = new Text(JAPANESE.getOrDefault(what, what) + who, what + who);
        return new Line(label, Optional.of(row[last - 1]), Optional.of(row[last]), Optional.empty(), Optional.empty());
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
