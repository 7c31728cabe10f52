package org.uketsuke.kiosk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEvent.PassSeen;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.SealedToken;

class CredentialsTest {
    private static final Instant NOW = Instant.parse("2026-10-16T01:00:00Z");
    private static final Moment EXACT = new Moment(NOW, Duration.ZERO);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final KeyPair sealingKey = SealedToken.newSealingKey(random);
    private final Credentials credentials =
            new Credentials(SealedToken.rawPublicKey(sealingKey.getPublic()), Ed25519.check(), random);
    private Optional<Roster> roster = Optional.empty();
    private RosterVault vault;

    @BeforeEach
    void unlock() {
        vault = SampleRoster.vault(folder, random);
        SampleRoster sample = SampleRoster.make(folder.resolve("sample.db"), 10, 1);
        vault.installSnapshot(sample.manifest(), sample.bytes());
        roster = vault.current();
    }

    @Test
    void aCardBecomesItsPseudonymAndHolder() {
        Identity identity = identify(new Scan.Card(SampleRoster.card(2), "felica", "r"));

        assertThat(identity).isInstanceOfSatisfying(Identity.Token.class, token -> {
            assertThat(token.token()).isEqualTo(roster.orElseThrow().tokenOf(SampleRoster.card(2)));
            assertThat(token.holder().orElseThrow().member().id()).isEqualTo(SampleRoster.memberId(2));
            assertThat(token.toString()).doesNotContain(SampleRoster.card(2).text());
        });
    }

    @Test
    void aWellFormedCardThatIsNotListedKeepsItsPseudonym() {
        Identity identity = identify(new Scan.Card(RawToken.of(Medium.FELICA, "01FFFFFFFFFFFFFF"), "felica", "r"));

        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Token.class,
                        token -> assertThat(token.holder()).isEmpty());
    }

    @Test
    void aMediumThatTheSocietyDoesNotIssueIsOnlyCounted() {
        Identity identity = identify(new Scan.Card(RawToken.of(Medium.ISO14443, "04A1B2C3"), "uid", "r"));

        assertThat(identity).isEqualTo(new Identity.Counted(Outcome.NOT_A_MEMBER_CARD));
    }

    @Test
    void aTextThatIsNoPassIsTheNumberOfAPrintedCard() {
        assertThat(identify(new Scan.Text("A12345 ", "scanner")))
                .isInstanceOfSatisfying(Identity.Token.class, token -> {
                    assertThat(token.medium()).isEqualTo(Medium.BARCODE);
                    RawToken raw = RawToken.of(Medium.BARCODE, "A12345");
                    assertThat(token.token()).isEqualTo(roster.orElseThrow().tokenOf(raw));
                });
        assertThat(identify(new Scan.Text("x".repeat(500), "scanner")))
                .isEqualTo(new Identity.Counted(Outcome.UNREADABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.example.org/program?day=1",
                "WIFI:T:WPA;S=hall;;",
                "BEGIN:VCARD",
                "山田太郎",
                "A1",
                "A-",
                "123 456",
                "example.org/x"
            })
    void aCodeThatCannotBeACardNumberIsNoCardWithOrWithoutARoster(String text) {
        assertThat(refusal(text)).isEqualTo(PassRefusal.NOT_A_PASS);

        roster = Optional.empty();

        assertThat(refusal(text)).isEqualTo(PassRefusal.NOT_A_PASS);
    }

    @Test
    void aCodeThatTheRosterListsIsACardWhateverItLooksLike() throws SQLException {
        CardToken listed = roster.orElseThrow().tokenOf(RawToken.of(Medium.BARCODE, "山/1"));
        SampleRoster sample = SampleRoster.make(folder.resolve("listed.db"), 10, 2);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("listed.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE token SET medium = 'barcode', token = '%s' WHERE member = '%s'"
                    .formatted(listed.hex(), SampleRoster.memberId(3)));
        }
        vault.installSnapshot(SampleRoster.manifestOf(sample.bytes(), 10, 2), sample.bytes());
        roster = vault.current();

        assertThat(identify(text("山/1")))
                .isInstanceOfSatisfying(
                        Identity.Token.class,
                        token -> assertThat(token.holder()).isPresent());
    }

    @Test
    void aGenuinePassLeadsToItsHolder() {
        Identity identity = identify(text(pass(1, 5, 1, NOW.minusSeconds(600), 60)));

        assertThat(identity).isInstanceOfSatisfying(Identity.Pass.class, pass -> {
            assertThat(pass.holder().id()).isEqualTo(SampleRoster.memberId(5));
            assertThat(pass.seen()).isEqualTo(new PassSeen(SampleRoster.passId(5), 1, "0123456789ab"));
        });
    }

    @Test
    void everyCheckOfAPassHasItsOwnAnswer() {
        String good = pass(1, 5, 1, NOW.minusSeconds(600), 60);

        assertThat(refusal(MemberPass.SAMPLE)).isEqualTo(PassRefusal.SAMPLE);
        assertThat(refusal(good.substring(0, 100))).isEqualTo(PassRefusal.WRONG_LENGTH);
        assertThat(refusal(good.substring(0, 50) + "1" + good.substring(51))).isEqualTo(PassRefusal.WRONG_LETTER);
        assertThat(refusal(passOf(9, 1, 5, 1, NOW, 60))).isEqualTo(PassRefusal.UNKNOWN_KEY);
        assertThat(refusal(forged())).isEqualTo(PassRefusal.BAD_SIGNATURE);
        assertThat(refusal(pass(2, 5, 1, NOW, 60))).isEqualTo(PassRefusal.OTHER_SOCIETY);
        assertThat(refusal(pass(1, 5, 1, NOW.plusSeconds(60), 60))).isEqualTo(PassRefusal.NOT_YET);
        assertThat(refusal(pass(1, 5, 1, NOW.minusSeconds(7_200), 60))).isEqualTo(PassRefusal.EXPIRED);
        assertThat(refusal(pass(1, 5, 0, NOW, 60))).isEqualTo(PassRefusal.OLD_GENERATION);
        assertThat(refusal(pass(1, 99, 1, NOW, 60))).isEqualTo(PassRefusal.UNKNOWN_HOLDER);
    }

    @Test
    void onlyAPassWhoseSignatureHeldIsNamed() {
        Identity.Refused expired = (Identity.Refused) identify(text(pass(1, 5, 1, NOW.minusSeconds(7_200), 60)));
        Identity.Refused forged = (Identity.Refused) identify(text(forged()));
        Identity.Refused foreign = (Identity.Refused) identify(text(pass(2, 5, 1, NOW, 60)));

        assertThat(expired.seen()).isPresent();
        assertThat(forged.seen()).isEmpty();
        assertThat(foreign.seen()).isEmpty();
    }

    @Test
    void noFlippedLetterOfAPassGetsThrough() {
        String good = pass(1, 5, 1, NOW.minusSeconds(600), 60);

        for (int i = 0; i < good.length(); i++) {
            char other = good.charAt(i) == 'A' ? 'B' : 'A';
            String altered = good.substring(0, i) + other + good.substring(i + 1);
            assertThat(identify(text(altered))).as("letter %d", i).isNotInstanceOf(Identity.Pass.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 0, NOT_YET", "60, 60, ", "-3660, 0, EXPIRED", "-3660, 60, ", "-3600, 0, "})
    void theClocksDoubtIsThePhysiciansBenefit(long startsInSeconds, long uncertaintySeconds, String refusal) {
        String pass = pass(1, 5, 1, NOW.plusSeconds(startsInSeconds), 60);
        Moment now = new Moment(NOW, Duration.ofSeconds(uncertaintySeconds));

        Identity identity =
                credentials.identify(text(pass), SampleRoster.MEETING, roster, now, token -> Optional.empty());

        if (refusal == null) {
            assertThat(identity).isInstanceOf(Identity.Pass.class);
        } else {
            assertThat(((Identity.Refused) identity).why()).isEqualTo(PassRefusal.valueOf(refusal));
        }
    }

    @Test
    void withoutARosterCardsAndPassesAreSealedButASampleIsStillASample() {
        roster = Optional.empty();
        String pass = pass(1, 5, 1, NOW, 60);

        assertThat(opened(new Scan.Card(SampleRoster.card(1), "felica", "r")))
                .isEqualTo("felica:" + SampleRoster.card(1).text());
        assertThat(opened(text(pass))).isEqualTo("pass:" + pass);
        assertThat(opened(text("A12345"))).isEqualTo("barcode:A12345");
        assertThat(refusal(MemberPass.SAMPLE)).isEqualTo(PassRefusal.SAMPLE);
    }

    @Test
    void aRosterOfAnotherMeetingIsAsGoodAsNone() {
        Identity identity = credentials.identify(
                new Scan.Card(SampleRoster.card(1), "felica", "r"),
                "another meeting",
                roster,
                EXACT,
                token -> Optional.empty());

        assertThat(identity).isInstanceOf(Identity.Sealed.class);
    }

    @Test
    void aTemporaryCardStandsForItsMemberAlsoOfAMediumThatTheSocietyDoesNotIssue() {
        RawToken blank = RawToken.of(Medium.ISO14443, "04A1B2C3D4E5F6");
        Identity identity = credentials.identify(
                new Scan.Card(blank, "ntag", "r"),
                SampleRoster.MEETING,
                roster,
                EXACT,
                token -> Optional.of(SampleRoster.memberId(2)));

        assertThat(identity)
                .isInstanceOfSatisfying(
                        Identity.Temporary.class,
                        temporary -> assertThat(temporary.holder().id()).isEqualTo(SampleRoster.memberId(2)));
    }

    @Test
    void aListedCardIsItsHoldersWhateverStaffGaveOut() {
        Identity identity = credentials.identify(
                new Scan.Card(SampleRoster.card(1), "felica", "r"),
                SampleRoster.MEETING,
                roster,
                EXACT,
                token -> Optional.of(SampleRoster.memberId(2)));

        assertThat(identity).isInstanceOf(Identity.Token.class);
    }

    private Identity identify(Scan scan) {
        return credentials.identify(scan, SampleRoster.MEETING, roster, EXACT, token -> Optional.empty());
    }

    private String opened(Scan scan) {
        Identity.Sealed sealed = (Identity.Sealed) identify(scan);
        return sealed.sealed().open(SampleRoster.MEETING, sealingKey).orElseThrow();
    }

    private PassRefusal refusal(String text) {
        return ((Identity.Refused) identify(text(text))).why();
    }

    private static Scan text(String text) {
        return new Scan.Text(text, "camera");
    }

    private static String pass(int society, int member, int generation, Instant notBefore, long minutes) {
        return passOf(1, society, member, generation, notBefore, minutes);
    }

    private static String passOf(int key, int society, int member, int generation, Instant notBefore, long minutes) {
        return new MemberPass(
                        key,
                        society,
                        SampleRoster.passId(member),
                        generation,
                        notBefore,
                        Duration.ofMinutes(minutes),
                        "0123456789ab")
                .issue(Ed25519.signer(SampleRoster.passSeed()));
    }

    private static String forged() {
        return new MemberPass(1, 1, SampleRoster.passId(5), 1, NOW, Duration.ofMinutes(60), "0123456789ab")
                .issue(Ed25519.signer(new byte[32]));
    }
}
