package org.uketsuke.server.booth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterAnswer.Form;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.imports.Office;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.roster.Rosters;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

/** The people at a meeting's booths on their way to its kiosks. */
final class StaffOnRostersTest {
    private static final Instant NOW = Instant.parse("2026-05-21T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ServerMark MARK = new ServerMark(NOW, "e");
    private static final String MEETING = "tokai-9";
    private static final String OTHER = "tokai-10";

    @TempDir
    Path folder;

    private Storage storage(Engine engine) {
        Storage storage = Databases.open(engine, folder);
        Office office = Office.of(storage, folder, NOW);
        office.members("1001,山田,太郎,ヤマダ,タロウ,,,,,active");
        office.meetings(
                MEETING + ",第9回東海地方会,regional,2026-05-21,2026-05-21,,名古屋",
                OTHER + ",第10回東海地方会,regional,2026-11-21,2026-11-21,,名古屋");
        return storage;
    }

    private static BoothStaffing staffing(Storage storage) {
        SecureRandom random = new SecureRandom();
        return new BoothStaffing(
                storage, new Passwords(random), new Audit(new AuditStore(storage), CLOCK), CLOCK, random);
    }

    private static StaffCard add(Storage storage, String name, boolean lead) {
        BoothStaffing.Wanted wanted = new BoothStaffing.Wanted("jsh", MEETING, name, lead);
        return staffing(storage).add(wanted, "13579024", Audit.COMMAND).orElseThrow();
    }

    private Rosters rosters(Storage storage, String cache) {
        ServerKeys keys = ServerKeys.of(storage, new SecureRandom());
        return new Rosters(storage, folder.resolve(cache), keys.rosterSigner(), CLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void theSnapshotHoldsThemBesidesMembersAndTokens(Engine engine) throws Exception {
        try (Storage storage = storage(engine)) {
            StaffCard card = add(storage, "見本 花子", true);
            Rosters rosters = rosters(storage, "rosters");

            RosterManifest manifest =
                    rosters.answer("jsh", MEETING, 0, MARK).snapshot().orElseThrow();

            assertThat(manifest.members()).isEqualTo(1);
            assertThat(manifest.tokens()).isZero();
            Path file = rosters.snapshotFile("jsh", MEETING, manifest.version()).orElseThrow();
            assertThat(rows(file, "SELECT id, name, lead, code_hash, substr(pin_hash, 1, 10) FROM staff"))
                    .containsExactly("staff-1|見本 花子|1|" + card.code().hash() + "|$argon2id$");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverComesOrGoesMakesADeltaWithAllWhoAreNowOn(Engine engine) {
        try (Storage storage = storage(engine)) {
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);

            add(storage, "見本 花子", true);
            add(storage, "見本 次郎", false);
            RosterAnswer two = rosters.answer("jsh", MEETING, 1, MARK);
            staffing(storage).stop("jsh", MEETING, "staff-1", Audit.COMMAND);
            RosterAnswer one = rosters.answer("jsh", MEETING, two.version(), MARK);
            staffing(storage).stop("jsh", MEETING, "staff-2", Audit.COMMAND);
            RosterAnswer none = rosters.answer("jsh", MEETING, one.version(), MARK);

            assertThat(List.of(two.form(), one.form(), none.form())).containsOnly(Form.DELTA);
            assertThat(ids(two)).containsExactly("staff-1", "staff-2");
            assertThat(two.delta().orElseThrow().members()).isEmpty();
            assertThat(ids(one)).containsExactly("staff-2");
            assertThat(ids(none)).isEmpty();
            assertThat(ids(rosters.answer("jsh", MEETING, 1, MARK))).isEmpty();
        }
    }

    private static List<String> ids(RosterAnswer answer) {
        return answer.delta().orElseThrow().staff().orElseThrow().stream()
                .map(BoothStaff::id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aNewPinTravelsAndTheOtherMeetingsRosterStaysAsItWas(Engine engine) {
        try (Storage storage = storage(engine)) {
            add(storage, "見本 花子", true);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", OTHER, 0, MARK);
            long before = rosters.answer("jsh", MEETING, 0, MARK).version();

            Optional<StaffCard> card = staffing(storage).anew("jsh", MEETING, "staff-1", Audit.COMMAND);

            RosterAnswer answer = rosters.answer("jsh", MEETING, before, MARK);
            assertThat(answer.delta().orElseThrow().staff().orElseThrow().get(0).codeHash())
                    .contains(card.orElseThrow().code().hash());
            assertThat(rosters.answer("jsh", OTHER, 1, MARK).form()).isEqualTo(Form.CURRENT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSamePeopleGiveTheSameBytes(Engine engine) {
        try (Storage storage = storage(engine)) {
            for (int person = 1; person <= 11; person++) {
                add(storage, "見本 " + person, false);
            }

            RosterAnswer one = rosters(storage, "one").answer("jsh", MEETING, 0, MARK);
            RosterAnswer other = rosters(storage, "other").answer("jsh", MEETING, 0, MARK);

            assertThat(other).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImportedMeetingHasItsKeyAndKeepsItWhenImportedAgain(Engine engine) {
        try (Storage storage = storage(engine)) {
            Optional<BoothKey> made = storage.read(handle -> new BoothKeyStore(handle).find("jsh", MEETING));
            Office.of(storage, folder, NOW).meetings(MEETING + ",第9回東海地方会（改）,regional,2026-05-21,2026-05-21,,名古屋");

            Audit audit = new Audit(new AuditStore(storage), CLOCK);
            BoothKey now = new BoothKeys(storage, audit, new SecureRandom()).of("jsh", MEETING);

            assertThat(now.text()).isEqualTo(made.orElseThrow().text());
        }
    }

    private static List<String> rows(Path file, String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    values.add(found.getString(i));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }
}
