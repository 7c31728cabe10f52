package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.server.BoothJournal;
import org.uketsuke.server.KioskClient;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.Visit;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.booth.BoothStaffing;
import org.uketsuke.server.storage.Engine;

/** What the list of entries tells of the staff's deeds. */
final class StaffDeedTest {
    @TempDir
    private Path folder;

    private static void staff(RunningServer server) {
        SecureRandom random = new SecureRandom();
        Audit audit = new Audit(new AuditStore(server.storage()), server.clock());
        BoothStaffing staffing =
                new BoothStaffing(server.storage(), new Passwords(random), audit, server.clock(), random);
        BoothStaffing.Wanted wanted =
                new BoothStaffing.Wanted(SmallSociety.SOCIETY, SmallSociety.MEETING, "山本 花子", true);
        assertThat(staffing.add(wanted, "13579024", Audit.COMMAND)).isPresent();
    }

    private static JournalEvent.Manual manual(String staff, String reason, String... evidence) {
        return new JournalEvent.Manual(
                SmallSociety.MEETING,
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                "m1",
                staff,
                reason,
                List.of(evidence),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void whoDidWhatWhyAndWhatTheySawIsSaidInBothLanguages(Engine engine) {
        try (RunningServer server = RunningServer.start(engine, folder)) {
            SmallSociety.into(server.storage());
            SmallSociety.specialist(server.storage(), "m1", "10001", "髙橋", "花子");
            staff(server);
            KioskClient kiosk = TrialDay.enrolled(server, "1F");
            BoothJournal journal = new BoothJournal(TrialDay.FIRST_JOURNAL, kiosk.signer());
            journal.event(RunningServer.MORNING, manual("staff-1", "forgotten-card", "photo-id", "name-card"))
                    .event(RunningServer.MORNING, manual("staff-9", "<b>twins</b>"))
                    .event(
                            RunningServer.MORNING,
                            new JournalEvent.Linked(
                                    SmallSociety.MEETING,
                                    Medium.FELICA,
                                    "0".repeat(64),
                                    "m1",
                                    "staff-1",
                                    "unreadable-card",
                                    List.of("attendance-certificate")))
                    .event(RunningServer.MORNING, new JournalEvent.Voided(1, "staff-1", "wrong-person"))
                    .event(RunningServer.MORNING, new JournalEvent.Note("列が長い", Optional.of("staff-1")));
            TrialDay.send(kiosk, journal);
            Visit visit = Visit.asAdministrator(server);

            String ja = text(visit.get("/meetings/jsh/tokai-9/entries").body());
            String en = text(visit.get("/meetings/jsh/tokai-9/entries?lang=en").body());

            assertThat(ja)
                    .contains(
                            "手動登録 係員 山本 花子 理由: カード忘れ 確認: 写真つき証明書 確認: 名札",
                            "手動登録 係員 staff-9 理由: &lt;b&gt;twins&lt;/b&gt; 確認: なし",
                            "仮カードの引き渡し 係員 山本 花子 理由: カードが読めない 確認: 参加証",
                            "取消 係員 山本 花子 理由: 別の方を登録した",
                            "メモ 係員 山本 花子 列が長い");
            assertThat(en)
                    .contains(
                            "Registered by hand by 山本 花子 Why: Card not there Checked: photo ID Checked: name card",
                            "Checked: nothing",
                            "Temporary card given by 山本 花子 Why: Card unreadable Checked: certificate of attendance",
                            "Void by 山本 花子 Why: Wrong person",
                            "Note by 山本 花子 列が長い");
        }
    }

    /** Visible text in one line. */
    private static String text(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
