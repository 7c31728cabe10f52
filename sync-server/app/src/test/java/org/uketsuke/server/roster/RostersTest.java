package org.uketsuke.server.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterAnswer.Form;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.RosterMessages.RosterTerm;
import org.uketsuke.server.imports.Office;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.pass.Passes;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class RostersTest {
    private static final Instant NOW = Instant.parse("2026-05-21T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final ServerMark MARK = new ServerMark(NOW, "e");
    private static final String MEETING = "tokai-9";
    private static final String YAMADA = "1001,山田,太郎,ヤマダ,タロウ,taro@example.jp,見本病院,愛知県,1970-02-28,active";
    private static final String TRAINEE = "1002,鈴木,花子,スズキ,ハナコ,,,,,active";
    private static final String CARD = "1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active";

    @TempDir
    Path folder;

    private Office office(Storage storage) {
        Office office = Office.of(storage, folder, NOW);
        office.members(YAMADA, TRAINEE);
        office.qualifications(
                "1001,specialist,S-1,2019-04-01,2024-03-31,50", "1001,specialist,S-1,2024-04-01,2029-03-31,50");
        office.cards(CARD);
        office.meetings(MEETING + ",第9回東海地方会,regional,2026-05-21,2026-05-21,,名古屋");
        return office;
    }

    private Rosters rosters(Storage storage, String cache) {
        ServerKeys keys = ServerKeys.of(storage, new SecureRandom());
        return new Rosters(storage, folder.resolve(cache), keys.rosterSigner(), CLOCK);
    }

    @ParameterizedTest
    @EnumSource
    void aKioskWithoutRosterGetsASignedSnapshotOfEveryMember(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");

            RosterAnswer answer = rosters.answer("jsh", MEETING, 0, MARK);

            assertThat(answer.form()).isEqualTo(Form.SNAPSHOT);
            RosterManifest manifest = answer.snapshot().orElseThrow();
            Path file = rosters.snapshotFile("jsh", MEETING, manifest.version()).orElseThrow();
            assertThat(manifest.version()).isEqualTo(1);
            assertThat(manifest.members()).isEqualTo(2);
            assertThat(manifest.tokens()).isEqualTo(1);
            assertThat(manifest.bytes()).isEqualTo(Files.size(file));
            assertThat(manifest.sha256()).isEqualTo(SnapshotFile.sha256(file));
            assertThat(Ed25519.holds(
                            ServerKeys.of(storage, new SecureRandom()).rosterPublicKey(),
                            manifest.statement(),
                            Base64.getUrlDecoder().decode(manifest.signature())))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSnapshotHoldsWhatABoothNeedsAndNoMore(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.prepare("jsh", MEETING);

            Path file = rosters.snapshotFile("jsh", MEETING, 1).orElseThrow();

            assertThat(
                            rows(
                                    file,
                                    "SELECT member_no, family_name, given_name, kana_key, affiliation FROM member ORDER BY member_no"))
                    .containsExactly("1001|山田|太郎|ヤマタタロウ|見本病院", "1002|鈴木|花子|ススキハナコ|");
            assertThat(
                            rows(
                                    file,
                                    "SELECT m.member_no, t.qualification, t.start_date, t.end_date FROM term t JOIN member m ON m.id = t.member ORDER BY 3"))
                    .containsExactly("1001|specialist|2019-04-01|2024-03-31", "1001|specialist|2024-04-01|2029-03-31");
            byte[] tokenKey = storage.read(handle -> new MeetingStore(handle).tokenKey("jsh", MEETING));
            String token = CardToken.of(tokenKey, RawToken.of(Medium.FELICA, "0123456789ABCDEF"))
                    .hex();
            assertThat(
                            rows(
                                    file,
                                    "SELECT k.token, m.member_no, k.medium, k.valid_from, k.valid_to, k.status FROM token k JOIN member m ON m.id = k.member"))
                    .containsExactly(token + "|1001|felica|2024-04-01|2029-03-31|active");
            assertThat(rows(file, "SELECT key, value FROM meta WHERE key <> 'token_key' ORDER BY key"))
                    .containsExactly(
                            "card_media|barcode,felica,iso14443,iso7816",
                            "meeting|tokai-9",
                            "society|jsh",
                            "society_number|1",
                            "unknown_cards|record",
                            "version|1");
            assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("taro@example.jp", "1970-02-28", "0123456789ABCDEF");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingNewIsSaidInOneWord(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            office.meetings("tokai-10,第10回東海地方会,regional,2026-11-21,2026-11-21,,名古屋");

            RosterAnswer answer = rosters.answer("jsh", MEETING, 1, MARK);

            assertThat(answer).isEqualTo(new RosterAnswer(Form.CURRENT, 1, Optional.empty(), Optional.empty(), MARK));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhatChangedTravels(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            office.members(TRAINEE.replace("鈴木", "佐藤"), "1003,高橋,次郎,タカハシ,ジロウ,,,,,active");
            office.cards(CARD.replace("active", "lost"));

            RosterAnswer answer = rosters.answer("jsh", MEETING, 1, MARK);

            assertThat(answer.form()).isEqualTo(Form.DELTA);
            assertThat(answer.version()).isEqualTo(2);
            RosterDelta delta = answer.delta().orElseThrow();
            assertThat(delta.from()).isEqualTo(1);
            assertThat(delta.members())
                    .extracting(member -> member.memberNo() + member.familyName())
                    .containsExactlyInAnyOrder("1002佐藤", "1003高橋");
            assertThat(delta.tokens())
                    .singleElement()
                    .satisfies(token -> assertThat(token.status()).isEqualTo(CardStatus.LOST));
            assertThat(delta.removedMembers()).isEmpty();
            assertThat(delta.removedTokens()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewTermTravelsWithAllTermsOfItsMember(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            office.qualifications("1002,specialist,S-2,2026-04-01,2031-03-31,50");

            RosterDelta delta = rosters.answer("jsh", MEETING, 1, MARK).delta().orElseThrow();

            assertThat(delta.members())
                    .singleElement()
                    .satisfies(member -> assertThat(member.terms())
                            .containsExactly(
                                    new RosterTerm("specialist", LocalDate.of(2026, 4, 1), LocalDate.of(2031, 3, 31))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsGoneIsRemovedAndMayComeBack(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            storage.change(handle -> {
                handle.execute("DELETE FROM card");
                handle.execute("DELETE FROM member WHERE member_no = '1002'");
                handle.execute("UPDATE society SET change_count = change_count + 1");
            });

            RosterDelta gone = rosters.answer("jsh", MEETING, 1, MARK).delta().orElseThrow();
            office.cards(CARD);
            RosterDelta back = rosters.answer("jsh", MEETING, 2, MARK).delta().orElseThrow();

            assertThat(gone.removedMembers()).hasSize(1);
            assertThat(gone.removedTokens()).hasSize(1);
            assertThat(back.tokens())
                    .singleElement()
                    .satisfies(token -> assertThat(token.token())
                            .isEqualTo(gone.removedTokens().get(0)));
            assertThat(rosters.answer("jsh", MEETING, 1, MARK)
                            .delta()
                            .orElseThrow()
                            .removedTokens())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewPassKeyReachesKiosks(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            new Passes(storage, CLOCK, new SecureRandom()).issue("jsh", "1001", Optional.empty(), false);

            RosterAnswer answer = rosters.answer("jsh", MEETING, 1, MARK);

            assertThat(answer.delta().orElseThrow().passKeys()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyChangesOrAFutureVersionMakeASnapshot(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            office.members(IntStream.range(0, 2_001)
                    .mapToObj("m%d,山田,太郎,ヤマダ,タロウ,,,,,active"::formatted)
                    .toArray(String[]::new));

            assertThat(rosters.answer("jsh", MEETING, 1, MARK).form()).isEqualTo(Form.SNAPSHOT);
            assertThat(rosters.answer("jsh", MEETING, 99, MARK).form()).isEqualTo(Form.SNAPSHOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherPolicyForCardsMakesASnapshot(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");
            rosters.answer("jsh", MEETING, 0, MARK);
            storage.change(handle ->
                    handle.execute("UPDATE society SET unknown_cards = 'count', change_count = change_count + 1"));

            RosterAnswer answer = rosters.answer("jsh", MEETING, 1, MARK);

            assertThat(answer.form()).isEqualTo(Form.SNAPSHOT);
            Path file = rosters.snapshotFile("jsh", MEETING, 2).orElseThrow();
            assertThat(rows(file, "SELECT value FROM meta WHERE key = 'unknown_cards'"))
                    .containsExactly("count");
        }
    }

    @ParameterizedTest
    @EnumSource
    void serversOverOneDatabaseMakeTheSameFile(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);

            RosterAnswer one = rosters(storage, "one").answer("jsh", MEETING, 0, MARK);
            RosterAnswer other = rosters(storage, "other").answer("jsh", MEETING, 0, MARK);

            assertThat(other).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatWasHarmedIsMadeAgain(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");
            RosterManifest before =
                    rosters.answer("jsh", MEETING, 0, MARK).snapshot().orElseThrow();
            Path file = rosters.snapshotFile("jsh", MEETING, 1).orElseThrow();
            Files.write(file, new byte[] {1, 2, 3});

            RosterManifest after =
                    rosters.answer("jsh", MEETING, 0, MARK).snapshot().orElseThrow();

            assertThat(after).isEqualTo(before);
            assertThat(SnapshotFile.sha256(file)).isEqualTo(before.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVersionThatIsPastOrUnknownHasNoFile(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage, "rosters");

            assertThat(rosters.snapshotFile("jsh", MEETING, 0)).isEmpty();
            rosters.prepare("jsh", MEETING);
            assertThat(rosters.snapshotFile("jsh", MEETING, 2)).isEmpty();
            assertThat(rosters.snapshotFile("jsh", "../../etc", 1)).isEmpty();
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
