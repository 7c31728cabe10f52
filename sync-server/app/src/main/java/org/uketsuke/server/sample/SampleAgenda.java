package org.uketsuke.server.sample;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A day of lectures in three rooms, around the clock, so that a demonstration shows one that runs whenever it is started: common
 * lectures with touches on the way in and out, specialty lectures with one on the way in, and limits that a keen member reaches.
 */
final class SampleAgenda {
    /** What is appended to the society's policy. The numbers are made up. */
    static final String POLICY = """

            # Lectures (講習): SAMPLE, the society has none of its own.

            [[rule]]
            code = "SAMPLE-S-COM"
            kind = "session"
            class = "common"
            qualification = "specialist"
            credits = 1
            card = true
            valid_from = "2013-09-01"
            title_ja = "専門医共通講習【見本】"
            title_en = "Common lecture (SAMPLE)"

            [[rule]]
            code = "SAMPLE-S-SPE"
            kind = "session"
            class = "specialty"
            qualification = "specialist"
            credits = 1
            card = true
            valid_from = "2013-09-01"
            title_ja = "領域講習【見本】"
            title_en = "Specialty lecture (SAMPLE)"

            [[session_rule]]
            class = "common"
            title_ja = "専門医共通講習"
            title_en = "Common lecture"
            in_before_minutes = 15
            in_after_minutes = 10
            out_before_minutes = 5
            out_after_minutes = 15
            minimum_stay_minutes = 50
            day_limit = 2
            meeting_limit = 3
            valid_from = "2013-09-01"

            [[session_rule]]
            class = "specialty"
            title_ja = "領域講習"
            title_en = "Specialty lecture"
            in_before_minutes = 15
            in_after_minutes = 15
            day_limit = 3
            valid_from = "2013-09-01"
            """;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final int ROUNDS = 12;
    private static final List<String> COMMON = List.of(
            "医療安全講習会,Patient safety",
            "感染対策講習会,Infection control",
            "医療倫理講習会,Medical ethics",
            "医療事故の検証,Review of accidents");
    private static final List<String> SPECIALTY = List.of(
            "リンパ腫の診断,Diagnosis of lymphoma",
            "造血幹細胞移植の実際,Stem cell transplantation in practice",
            "血栓止血の基礎,Basics of haemostasis",
            "骨髄腫の治療,Treatment of myeloma");

    private SampleAgenda() {}

    /**
     * The lines of {@code sessions.csv}: in room 1 a common lecture each even hour and in room 3 each odd one, in room 2 specialty
     * lectures that run into both.
     *
     * @param day the day of all of them
     */
    static List<String> lines(LocalDate day) {
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            LocalDateTime even = day.atTime(2 * round, 0);
            String common = COMMON.get(round % COMMON.size());
            String specialty = SPECIALTY.get(round % SPECIALTY.size());
            lines.add(line("c1-" + round, common, "common", "第1会場", even, 60));
            lines.add(line("s2-" + round, specialty, "specialty", "第2会場", even.plusMinutes(30), 75));
            lines.add(line("c3-" + round, common, "common", "第3会場", even.plusHours(1), 60));
        }
        return lines;
    }

    private static String line(
            String id, String titles, String sessionClass, String room, LocalDateTime start, int minutes) {
        return String.join(
                ",",
                id,
                titles.replace(",", "【見本】,"),
                sessionClass,
                room,
                TIME.format(start),
                TIME.format(start.plusMinutes(minutes)));
    }
}
