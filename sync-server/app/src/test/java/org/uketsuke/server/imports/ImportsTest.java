package org.uketsuke.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.card.Card;
import org.uketsuke.server.card.CardStore;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.member.Member;
import org.uketsuke.server.member.MemberStore;
import org.uketsuke.server.member.Qualification;
import org.uketsuke.server.member.QualificationStore;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class ImportsTest {
    private static final Instant NOW = Instant.parse("2026-05-21T00:00:00Z");
    private static final String YAMADA = "1001,山田,太郎,ヤマダ,タロウ,taro@example.jp,見本病院,愛知県,1970-02-28,active";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void membersComeInWithTheirOwnGlyphs(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);

            ImportReport report = office.members(
                    "1001,髙橋,﨑子,たかはし,さきこ,,,,,active",
                    "１００２,𠮷田,\uFA19一,ﾖｼﾀﾞ,カミイチ,,,,,leave",
                    "1003,Papadopoulos-Konstantinidis,Alexandros Maximilian,,,,,,,active");

            assertThat(report).isEqualTo(new ImportReport(3, 0, 0, List.of()));
            assertThat(member(storage, "1001").person().familyName()).isEqualTo("髙橋");
            assertThat(member(storage, "1001").person().familyKana()).isEqualTo("タカハシ");
            assertThat(member(storage, "1002").person().familyName()).isEqualTo("𠮷田");
            assertThat(member(storage, "1002").person().givenName()).isEqualTo("\uFA19一");
            assertThat(member(storage, "1002").person().kanaKey()).isEqualTo("ヨシタカミイチ");
            assertThat(member(storage, "1003").person().familyKana()).isEqualTo("Papadopoulos-Konstantinidis");
        }
    }

    @ParameterizedTest
    @EnumSource
    void importingAgainChangesNothing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            everything(office);
            Member before = member(storage, "1001");
            long changes = changeCount(storage);

            List<ImportReport> again = everything(office.at(NOW.plusSeconds(60)));

            assertThat(again).allSatisfy(report -> {
                assertThat(report.added() + report.changed()).isZero();
                assertThat(report.unchanged()).isPositive();
                assertThat(report.problems()).isEmpty();
            });
            assertThat(member(storage, "1001")).isEqualTo(before);
            assertThat(changeCount(storage)).isEqualTo(changes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOfficeChangesIsUpdatedAndTheMemberStaysTheSame(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);
            Member before = member(storage, "1001");

            ImportReport report = office.members("1001,鈴木,太郎,スズキ,タロウ,taro@example.jp,見本病院,愛知県,1970-02-28,active");

            assertThat(report).isEqualTo(new ImportReport(0, 1, 0, List.of()));
            Member after = member(storage, "1001");
            assertThat(after.person().familyName()).isEqualTo("鈴木");
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.passId()).isEqualTo(before.passId()).matches("[0-9a-f]{16}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBadRowIsNamedAndTheOthersComeIn(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);

            ImportReport report = office.members(
                    YAMADA,
                    "1002,鈴木,花子,スズキ,ハナコ,,,,1970-02-30,active",
                    "1003,佐藤,次郎,,,,,,,member",
                    ",田中,三郎,タナカ,サブロウ,,,,,active",
                    "1005,高橋,四郎,タカハシ",
                    "1001,山田,太郎,ヤマダ,タロウ,,,,,active",
                    "1006,\"渡辺\"x,五郎,ワタナベ,ゴロウ,,,,,active",
                    "1007,伊藤,六郎,イトウ,ロクロウ,no mail,,,2030-01-01,active",
                    "1008,中村,七郎,ナカムラ,シチロウ,,,,,active");

            assertThat(report.added()).isEqualTo(2);
            assertThat(report.rejected()).isEqualTo(7);
            assertThat(report.problems().stream().map(problem -> problem.text("rows.csv")))
                    .containsExactly(
                            "rows.csv:3: birth_date: is not a date; write 2026-04-01",
                            "rows.csv:4: family_kana: is empty; booth staff search by it",
                            "rows.csv:4: given_kana: is empty; booth staff search by it",
                            "rows.csv:4: status: is not one of active, leave, withdrawn, deceased",
                            "rows.csv:5: member_no: is empty",
                            "rows.csv:6: has 4 columns, the header has 10",
                            "rows.csv:7: member_no: is in line 2 already; the first one counts",
                            "rows.csv:8: a quote is not closed, or text follows a closed quote",
                            "rows.csv:9: email: is not a mail address",
                            "rows.csv:9: birth_date: lies in the future");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQuoteThatIsNeverClosedCostsOnlyItsRow(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            String[] lines = IntStream.range(0, 60)
                    .mapToObj(i -> i == 10
                            ? "1010,\"山田,太郎,ヤマダ,タロウ,,,,,active"
                            : "%d,山田,太郎,ヤマダ,タロウ,,,,,active".formatted(1000 + i))
                    .toArray(String[]::new);

            ImportReport report = office.members(lines);

            assertThat(report.added()).isEqualTo(59);
            assertThat(report.problems())
                    .singleElement()
                    .extracting(RowProblem::line)
                    .isEqualTo(12L);
        }
    }

    /** Two rows with one stray quote each must not become one record of which only the first half counts. */
    @ParameterizedTest
    @EnumSource
    void strayQuotesNeverSwallowARow(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);

            ImportReport report = office.members(
                    "1001,山田,太郎,ヤマダ,タロウ,,A\"病院,,,active",
                    "1002,佐藤,花子,サトウ,ハナコ,,B病院,,,active",
                    "1003,鈴木,一,スズキ,ハジメ,,C\"病院,,,active",
                    "1004,高橋,二郎,タカハシ,ジロウ,,\"D \"\"中央\"\" 病院\",,,active");

            assertThat(report.problems()).isEmpty();
            assertThat(report.added()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunSaysTheSameAndWritesNothing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);
            String file = Office.membersFile(
                    YAMADA.replace("見本病院", "見本医院"), "1002,鈴木,花子,スズキ,ハナコ,,,,,active", "1003,,,,,,,,,active");

            ImportReport dry = office.file(Imports.Kind.MEMBERS, file, true);

            assertThat(storage.<Long>read(handle -> new MemberStore(handle).count("jsh")))
                    .isEqualTo(1L);
            assertThat(member(storage, "1001").person().affiliation()).isEqualTo("見本病院");
            assertThat(office.file(Imports.Kind.MEMBERS, file, false)).isEqualTo(dry);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aByteOrderMarkAndWindowsLineEndsAreFine(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            String file = "\uFEFF"
                    + Office.membersFile(YAMADA, "", "1002,鈴木,花子,スズキ,ハナコ,,\"見本,\"\"医院\"\"\",,,active")
                            .replace("\n", "\r\n");

            ImportReport report = office.file(Imports.Kind.MEMBERS, file, false);

            assertThat(report).isEqualTo(new ImportReport(2, 0, 0, List.of()));
            assertThat(member(storage, "1002").person().affiliation()).isEqualTo("見本,\"医院\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongEncodingIsFoundBeforeAnythingIsWritten(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            String file = Office.membersFile("1000,Smith,John,,,,,,,active", YAMADA);

            for (Charset charset :
                    List.of(Charset.forName("Shift_JIS"), Charset.forName("EUC-JP"), StandardCharsets.UTF_16)) {
                assertThatThrownBy(() -> office.bytes(Imports.Kind.MEMBERS, file.getBytes(charset), false))
                        .isInstanceOf(UnreadableFile.class)
                        .hasMessageContaining("Save it as \"CSV UTF-8\"");
            }

            assertThat(storage.<Long>read(handle -> new MemberStore(handle).count("jsh")))
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongHeaderIsToldWithWhatIsMissing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);

            assertThatThrownBy(() -> office.rows(Imports.Kind.CARDS, "member_no;medium;token", "1;2;3"))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("separated by commas: member_no,medium,token,valid_from,valid_to,status");
            assertThatThrownBy(() ->
                            office.rows(Imports.Kind.CARDS, "member_no,medium,token,valid_from,valid_to,state", "1"))
                    .hasMessageContaining("Missing: status. There are 1 others.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void termsBelongToOneQualificationAndDoNotOverlap(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);

            ImportReport report = office.qualifications(
                    "1001,specialist,S-1,2021-04-01,2026-03-31,50",
                    "1001,specialist,S-1,2026-04-01,2031-03-31,",
                    "1001,instructor,I-1,2024-04-01,2029-03-31,0",
                    "1001,specialist,S-1,2026-03-31,2027-03-31,50",
                    "1001,specialist,S-2,2031-04-01,2036-03-31,50",
                    "1001,expert,E-1,2024-04-01,2029-03-31,50",
                    "1001,specialist,S-1,2041-04-01,2036-03-31,50.001",
                    "9999,specialist,S-9,2024-04-01,2029-03-31,50");

            assertThat(report.added()).isEqualTo(3);
            assertThat(report.problems().stream().map(problem -> problem.text("q.csv")))
                    .containsExactly(
                            "q.csv:5: term_start: the term overlaps with that from 2021-04-01 to 2026-03-31",
                            "q.csv:6: number: differs from that of the same qualification further up",
                            "q.csv:7: qualification: is not one of specialist, instructor",
                            "q.csv:8: term_end: 2036-03-31 is before term_start 2041-04-01",
                            "q.csv:8: required_credits: credits go down to hundredths, such as 0.25",
                            "q.csv:9: member_no: is not a member of jsh; import members first");
            Qualification specialist = qualifications(storage, "1001").stream()
                    .filter(one -> one.kind().equals("specialist"))
                    .findFirst()
                    .orElseThrow();
            assertThat(specialist.terms())
                    .hasSize(2)
                    .allSatisfy(term -> assertThat(term.required()).isEqualTo(Credits.whole(50)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTermThatIsProlongedKeepsItsQualification(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);
            office.qualifications("1001,specialist,S-1,2021-04-01,2026-03-31,50");
            String before = qualifications(storage, "1001").get(0).id();

            ImportReport report = office.qualifications("1001,specialist,S-1,2021-04-01,2026-09-30,45.5");

            assertThat(report).isEqualTo(new ImportReport(0, 1, 0, List.of()));
            Qualification after = qualifications(storage, "1001").get(0);
            assertThat(after.id()).isEqualTo(before);
            assertThat(after.terms()).singleElement().satisfies(term -> {
                assertThat(term.validity().to()).isEqualTo(LocalDate.of(2026, 9, 30));
                assertThat(term.required()).isEqualTo(new Credits(4550));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void cardsAreOneWhateverTheirSpelling(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA, "1002,鈴木,花子,スズキ,ハナコ,,,,,active");

            ImportReport report = office.cards(
                    "1001,felica,01:23:45:67:89:ab:cd:ef,2024-04-01,2029-03-31,active",
                    "1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active",
                    "1001,iso14443,04A1B2C3,2024-04-01,2029-03-31,active",
                    "1002,barcode,ｊｓｈ－００１,2024-04-01,2029-03-31,active",
                    "1002,iso14443,SECRETTOKEN,2024-04-01,2029-03-31,active",
                    "1002,magnetic,123,2024-04-01,2029-03-31,active",
                    "1003,felica,1123456789ABCDEF,2024-04-01,2029-03-31,active",
                    "1002,felica,2123456789ABCDEF,2029-04-01,2024-03-31,gone");
            ImportReport passedOn = office.cards("1002,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active");

            assertThat(report.added()).isEqualTo(3);
            assertThat(report.problems().stream().map(problem -> problem.text("c.csv")))
                    .containsExactly(
                            "c.csv:3: token: is in line 2 already; the first one counts",
                            "c.csv:6: token: A iso14443 token is hex digits only",
                            "c.csv:7: medium: is not one of barcode, felica, iso14443, iso7816 (card_media of the policy)",
                            "c.csv:8: member_no: is not a member of jsh; import members first",
                            "c.csv:9: valid_to: 2024-03-31 is before valid_from 2029-04-01",
                            "c.csv:9: status: is not one of active, lost, revoked, superseded");
            assertThat(passedOn.problems())
                    .singleElement()
                    .extracting(RowProblem::reason)
                    .asString()
                    .contains("card of another member");
            assertThat(cards(storage, "1001"))
                    .extracting(card -> card.token().text())
                    .containsExactlyInAnyOrder("0123456789ABCDEF", "04A1B2C3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCardIsLostFromTheMomentItIsReported(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);
            office.cards("1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active");
            Instant reported = NOW.plusSeconds(3600);

            office.at(reported).cards("1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,lost");
            ImportReport again =
                    office.at(reported.plusSeconds(9)).cards("1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,lost");
            ImportReport found = office.at(reported.plusSeconds(9))
                    .cards("1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active");

            assertThat(again.unchanged()).isEqualTo(1);
            assertThat(found.problems())
                    .singleElement()
                    .extracting(RowProblem::column)
                    .isEqualTo("status");
            assertThat(cards(storage, "1001")).singleElement().satisfies(card -> {
                assertThat(card.status()).isEqualTo(CardStatus.LOST);
                assertThat(card.statusSince()).isEqualTo(reported);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCardThatComesStoppedHasBeenSoSinceItsFirstDay(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.members(YAMADA);

            office.cards("1001,felica,0123456789ABCDEF,2019-04-01,2024-03-31,superseded");

            assertThat(cards(storage, "1001"))
                    .singleElement()
                    .extracting(Card::statusSince)
                    .isEqualTo(Instant.parse("2019-03-31T15:00:00Z"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void meetingsNeedAClassOfThePolicyAndDaysInOrder(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);

            ImportReport report = office.meetings(
                    "tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-22,,名古屋",
                    "jsh-88,第88回学術集会,annual,2026-10-16,2026-10-18,2026-10-17,東京",
                    "x y,名,regional,2026-05-21,2026-05-21,,",
                    "m1,名,first-author,2026-05-21,2026-05-21,,",
                    "m2,名,regional,2026-05-21,2026-05-20,,",
                    "m3,名,regional,2026-05-21,2026-05-21,2026-05-22,");

            assertThat(report.added()).isEqualTo(2);
            assertThat(report.problems())
                    .extracting(problem -> problem.line() + problem.column())
                    .containsExactly("4meeting", "5class", "6end_date", "7credit_date");
            Optional<Meeting> tokai = storage.read(handle -> new MeetingStore(handle).find("jsh", "tokai-9"));
            assertThat(tokai.orElseThrow().creditDate()).isEqualTo(LocalDate.of(2026, 5, 21));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMeetingKeepsItsTokenKeyAndDoesNotChangeOnceSettled(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            office.meetings("tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-22,,名古屋");
            byte[] key = tokenKey(storage);

            assertThat(office.meetings("tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-22,,岐阜")
                            .changed())
                    .isEqualTo(1);
            assertThat(tokenKey(storage)).isEqualTo(key).hasSize(32);

            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(office.meetings("tokai-9,第9回東海地方会,annual,2026-05-21,2026-05-22,,岐阜")
                            .problems())
                    .singleElement()
                    .extracting(RowProblem::reason)
                    .isEqualTo("is settled; it does not change any more");
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesLargerThanOneTransactionComeInWhole(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = Office.of(storage, folder, NOW);
            String[] lines = IntStream.range(0, 4_500)
                    .mapToObj("m%d,山田,太郎,ヤマダ,タロウ,,,,,active"::formatted)
                    .toArray(String[]::new);

            assertThat(office.members(lines).added()).isEqualTo(4_500);
            assertThat(office.members(lines).unchanged()).isEqualTo(4_500);
        }
    }

    private static List<ImportReport> everything(Office office) {
        return List.of(
                office.members(YAMADA),
                office.qualifications("1001,specialist,S-1,2024-04-01,2029-03-31,50"),
                office.cards("1001,felica,0123456789ABCDEF,2024-04-01,2029-03-31,active"),
                office.meetings("tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-21,,名古屋"));
    }

    private static Member member(Storage storage, String number) {
        return storage.read(
                handle -> new MemberStore(handle).byNumber("jsh", number).orElseThrow());
    }

    private static List<Card> cards(Storage storage, String number) {
        String id = member(storage, number).id();
        return storage.read(handle -> new CardStore(handle).ofMember("jsh", id));
    }

    private static List<Qualification> qualifications(Storage storage, String number) {
        String id = member(storage, number).id();
        return storage.read(handle ->
                new QualificationStore(handle).ofMembers("jsh", List.of(id)).getOrDefault(id, List.of()));
    }

    private static byte[] tokenKey(Storage storage) {
        return storage.read(handle -> new MeetingStore(handle).tokenKey("jsh", "tokai-9"));
    }

    private static long changeCount(Storage storage) {
        return storage.read(
                handle -> new SocietyStore(handle).find("jsh").orElseThrow().changeCount());
    }
}
