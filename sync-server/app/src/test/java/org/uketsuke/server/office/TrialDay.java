package org.uketsuke.server.office;

import java.time.Duration;
import java.time.Instant;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.server.BoothJournal;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.KioskClient.Answer;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;

/**
 * A meeting day with two kiosks: awards, a duplicate, an unknown card, a wrong clock, a cancelled entry, one kiosk sealed and
 * one not, one that never sent.
 */
final class TrialDay {
    static final String NASTY = "\"><img src=x onerror=alert(1)>";
    static final String FORMULA = "=HYPERLINK(\"http://evil\")";
    static final String FIRST_JOURNAL = "00112233445566778899aabbccddeeff";
    static final String SECOND_JOURNAL = "ffeeddccbbaa99887766554433221100";

    private TrialDay() {}

    /** Lets the day happen; returns the second kiosk's journal. */
    static BoothJournal on(RunningServer server) {
        SmallSociety.into(server.storage());
        SmallSociety.specialist(server.storage(), "m1", "10001", "髙橋", "花子", "タカハシ", "ハナコ");
        SmallSociety.specialist(server.storage(), "m2", "10002", "山﨑", "太郎", "ヤマザキ", "タロウ");
        SmallSociety.specialist(server.storage(), "m3", "10003", "𠮷田", "{{7*7}}\u202Eevil", "ヨシダ", "ジロウ");
        SmallSociety.specialist(
                server.storage(), "m4", "10004", NASTY, "Bartholomäus-Maximilian", "バーソロミュー", "マクシミリアン");
        SmallSociety.specialist(server.storage(), "m5", "10005", FORMULA, "+1", "イコール", "プラス");
        Instant morning = RunningServer.MORNING;
        server.clock().set(morning.plus(Duration.ofHours(3)));
        KioskClient first = enrolled(server, "1F 総合受付");
        BoothJournal journal = new BoothJournal(FIRST_JOURNAL, first.signer());
        for (int member = 1; member <= 5; member++) {
            journal.tap(
                    morning.plusSeconds(60L * member),
                    SmallSociety.token("m" + member).hex());
        }
        journal.tap(morning.plusSeconds(600), SmallSociety.token("m1").hex())
                .tap(morning.plusSeconds(700), "0".repeat(64))
                .cancel(morning.plusSeconds(800), 2)
                .seal(morning.plusSeconds(900));
        send(first, journal);
        KioskClient second = enrolled(server, "3F 第2会場");
        BoothJournal other = new BoothJournal(SECOND_JOURNAL, second.signer());
        other.tap(
                morning.plusSeconds(1000),
                Duration.ofHours(-9),
                SmallSociety.token("m2").hex());
        send(second, other);
        enrolled(server, "別館");
        return other;
    }

    static KioskClient enrolled(RunningServer server, String booth) {
        KioskClient kiosk = new KioskClient(server);
        Answer answer = kiosk.enrol(SmallSociety.code(server, booth));
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
        return kiosk;
    }

    static void send(KioskClient kiosk, BoothJournal journal) {
        Answer answer = kiosk.post("/journals/" + journal.id() + "/entries", journal.push());
        if (answer.status() != 200 || answer.as(JournalStatus.class).state() != JournalStatus.State.CURRENT) {
            throw new AssertionError(answer.text());
        }
    }
}
