package org.uketsuke.server;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.programme.Session;
import org.uketsuke.server.programme.SessionStore;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Storage;

/**
 * Sessions of the meeting of {@link SmallSociety}: common lectures (in and out, 50 minutes at least, 2 credits a day at most) and
 * specialty lectures (in only).
 */
public final class SmallAgenda {
    /** Policy of the society with rules for sessions. */
    public static final String POLICY =
            SocietyPolicy.shipped(SmallSociety.SOCIETY).orElseThrow()
                    + credits("common", "専門医共通講習", 1)
                    + credits("specialty", "領域講習", 2)
                    + """

            [[session_rule]]
            class = "common"
            title_ja = "専門医共通講習"
            title_en = "Common lecture"
            in_before_minutes = 10
            in_after_minutes = 10
            out_before_minutes = 5
            out_after_minutes = 10
            minimum_stay_minutes = 50
            day_limit = 2
            meeting_limit = 3
            valid_from = "2020-04-01"

            [[session_rule]]
            class = "specialty"
            title_ja = "領域講習"
            title_en = "Specialty lecture"
            in_before_minutes = 10
            in_after_minutes = 15
            valid_from = "2020-04-01"
            """;

    private SmallAgenda() {}

    private static String credits(String sessionClass, String title, int credits) {
        return """

                [[rule]]
                code = "JSH-S-%1$s"
                kind = "session"
                class = "%1$s"
                qualification = "specialist"
                credits = %3$d
                card = true
                valid_from = "2020-04-01"
                title_ja = "%2$s"
                title_en = "%1$s lecture"
                """.formatted(sessionClass, title, credits);
    }

    /** Takes the policy in; the society must be there. */
    public static void policyInto(Storage storage) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);
        Societies.Imported imported = new Societies(storage, clock).importPolicy("jsh.toml", POLICY, false);
        if (imported instanceof Societies.Imported.Refused refused) {
            throw new AssertionError(refused.problems());
        }
    }

    /** Puts policy and sessions in: two in room 1 at 10:00 and 11:00, one in room 2 at 10:30, one in room 3 at 14:00 in Japan. */
    public static void into(Storage storage) {
        policyInto(storage);
        storage.change(handle -> {
            SessionStore sessions = new SessionStore(handle);
            sessions.put(session("c-1", "医療安全講習会", "Patient safety", "common", "第1会場", "10:00", "11:00"));
            sessions.put(session("c-2", "感染対策講習会", "Infection control", "common", "第1会場", "11:00", "12:00"));
            sessions.put(session("s-1", "造血幹細胞移植", "Stem cells", "specialty", "第2会場", "10:30", "11:30"));
            sessions.put(session("s-2", "リンパ腫の病理", "Lymphoma", "specialty", "第3会場", "14:00", "15:00"));
        });
    }

    /** A session on the meeting's day; times in Japan. */
    public static Session session(
            String id, String ja, String en, String sessionClass, String room, String from, String to) {
        return new Session(
                SmallSociety.SOCIETY, SmallSociety.MEETING, id, new Text(ja, en), sessionClass, room, at(from), at(to));
    }

    /** A time of the meeting's day in Japan. */
    public static Instant at(String time) {
        return java.time.OffsetDateTime.parse("2026-11-22T" + time + ":00+09:00")
                .toInstant();
    }
}
