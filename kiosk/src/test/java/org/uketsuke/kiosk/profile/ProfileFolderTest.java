package org.uketsuke.kiosk.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uketsuke.kiosk.profile.ProfileFolder.CARD;
import static org.uketsuke.kiosk.profile.ProfileFolder.READER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles that people put into the folder beside the kiosk's data, right and wrong ones. */
class ProfileFolderTest {
    private ProfileFolder folder;

    @BeforeEach
    void folder(@TempDir Path path) {
        folder = new ProfileFolder(path);
    }

    @Test
    void newReaderNeedsNoBuild() {
        HardwareProfiles profiles =
                folder.with("readers/frobnicator.toml", READER).load();

        assertThat(profiles.match("Frobnicator Deluxe 00 00")).isInstanceOfSatisfying(ReaderMatch.Used.class, used -> {
            assertThat(used.profile().id()).isEqualTo("frobnicator");
            assertThat(used.profile().origin()).endsWith("frobnicator.toml");
            assertThat(used.profile().timing().debounceMillis()).isEqualTo(3_000);
        });
    }

    @Test
    void fileWithTheNameOfAShippedOneReplacesIt() {
        HardwareProfiles profiles = folder.with("cards/felica-idm.toml", CARD).load();

        assertThat(profiles.cards())
                .filteredOn(card -> card.id().equals("felica-idm"))
                .singleElement()
                .extracting(CardProfile::title)
                .isEqualTo("Frobnicated card");
    }

    @Test
    void shippedProfileCanBeSwitchedOff() {
        HardwareProfiles profiles =
                folder.with("cards/payment.toml", "enabled = false\n").load();

        assertThat(profiles.cards())
                .extracting(CardProfile::id)
                .doesNotContain("payment")
                .contains("felica-idm");
    }

    @Test
    void missingFolderMeansTheShippedProfilesOnly(@TempDir Path path) {
        HardwareProfiles profiles = HardwareProfiles.load(Platform.LINUX, Optional.of(path.resolve("none")));

        assertThat(profiles.readers())
                .hasSameSizeAs(
                        HardwareProfiles.load(Platform.LINUX, Optional.empty()).readers());
    }

    @Test
    void allProblemsOfAllFilesAreToldAtOnce() {
        folder.with("readers/first.toml", READER.replace("Frobnicator( ", "Frobnicator(( "))
                .with("cards/second.toml", CARD.replace("FF CA 00 00 00", "FF CA 00 00 0"))
                .with("scanners/third.toml", "title = \"x\"\nminKeys = 1\nmaxGapMilis = 3\n");

        assertThat(folder.problems())
                .anyMatch(problem -> problem.startsWith("readers/first.toml: match.linux: Unclosed group"))
                .anyMatch(problem -> problem.startsWith(
                        "cards/second.toml: steps[1].apdu: 'FF CA 00 00 0' has an odd number of hex digits"))
                .anyMatch(
                        problem -> problem.equals("scanners/third.toml: minKeys: must be a whole number from 4 to 100"))
                .anyMatch(
                        problem -> problem.startsWith("scanners/third.toml: maxGapMilis: is not a key here; known are"))
                .hasSize(4);
        assertThatThrownBy(folder::load).hasMessageStartingWith("4 problem(s) in the hardware profiles");
    }

    @Test
    void misspeltKeysInEveryTableAreFound() {
        folder.with("readers/frobnicator.toml", """
                        titel = "x"
                        """ + READER + """
                        slots = ["00"]
                        [timing]
                        debounceMs = 3
                        [feedback]
                        akzept = "00"
                        [quirks]
                        note = "x"
                        """);

        assertThat(folder.problems())
                .extracting(problem -> problem.split(": ")[1])
                .containsExactlyInAnyOrder(
                        "known.slots", "timing.debounceMs", "feedback.akzept", "quirks.note", "titel");
    }

    @Test
    void twoProfilesForOneReaderAreRefused() {
        folder.with(
                "readers/my-acr122u.toml",
                READER.replace("'Frobnicator( \\w+)?'", "'ACS ACR122U PICC Interface'")
                        .replace("Frobnicator Deluxe", "ACS ACR122U PICC Interface"));

        assertThat(folder.problems())
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("readers/my-acr122u.toml: known.linux")
                        .contains("is also taken by readers/acs-acr122u.toml"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("readers/acs-acr122u.toml: known.linux")
                        .contains("is also taken by readers/my-acr122u.toml"));
    }

    @Test
    void patternThatDoesNotTakeItsOwnReaderIsRefused() {
        folder.with("readers/frobnicator.toml", READER.replace("Frobnicator Deluxe", "Frobnicator De Luxe"));

        assertThat(folder.problems())
                .containsExactly(
                        "readers/frobnicator.toml: match.linux: does not take the known name 'Frobnicator De Luxe 00 00'");
    }

    @Test
    void oneIdForTwoThingsIsRefused() {
        folder.with("cards/acs-acr122u.toml", CARD);

        assertThat(folder.problems())
                .containsExactly("cards/acs-acr122u.toml: has the same id as readers/acs-acr122u.toml; rename one");
    }

    @Test
    void commandWithoutLeIsRefused() {
        folder.with("cards/a1.toml", CARD.replace("FF CA 00 00 00", "00 A4 04 00 02 3F 00"))
                .with("cards/a2.toml", CARD.replace("FF CA 00 00 00", "00 A4 04 00"))
                .with("cards/a3.toml", CARD.replace("FF CA 00 00 00", "00 B0 00 00 00 00"));

        assertThat(folder.problems())
                .hasSize(3)
                .allSatisfy(
                        problem -> assertThat(problem).contains("steps[1].apdu").contains("Le"));
    }

    @Test
    void cardMustSayHowItIsIdentified() {
        folder.with("cards/none.toml", "title = \"x\"\natr = [\"*\"]\n")
                .with("cards/both.toml", CARD.replace("order = 5", "notAMemberCard = true"));

        assertThat(folder.problems())
                .containsExactly(
                        "cards/both.toml: identity: must not be there when notAMemberCard is true: no id of such a card"
                                + " is kept",
                        "cards/none.toml: identity: is missing; or set notAMemberCard = true");
    }

    @Test
    void wrongKindsOfValuesAreTold() {
        folder.with("cards/kinds.toml", """
                        title = 3
                        cards = "wireless"
                        order = "first"
                        atr = "3B"
                        atrExcept = ["3", "3G"]
                        notAMemberCard = 1
                        steps = ["FF"]
                        identity = "uid"
                        """);

        assertThat(folder.problems())
                .contains(
                        "cards/kinds.toml: title: must be a text in quotes",
                        "cards/kinds.toml: cards: 'wireless' is none of contactless, contact, any",
                        "cards/kinds.toml: order: must be a whole number from 0 to 10000",
                        "cards/kinds.toml: atr: must be a list: [ … ]",
                        "cards/kinds.toml: atrExcept: '3' does not stand for whole bytes",
                        "cards/kinds.toml: atrExcept: '3G' is not hex digits, dots and one * at the end",
                        "cards/kinds.toml: notAMemberCard: must be true or false",
                        "cards/kinds.toml: steps: must be tables: [[steps]]",
                        "cards/kinds.toml: identity: must be a table: [identity]");
    }

    @Test
    void fileThatIsNoTomlIsToldWithItsLine() {
        folder.with("readers/broken.toml", "title = \"x\"\n\nmatch = [[[\n");

        assertThat(folder.problems())
                .singleElement()
                .asString()
                .startsWith("readers/broken.toml: is no TOML: ")
                .contains("(line ");
    }

    @Test
    void emptyFileLacksEverything() {
        folder.with("readers/empty.toml", "");

        assertThat(folder.problems())
                .containsExactly(
                        "readers/empty.toml: title: is missing",
                        "readers/empty.toml: match: has no pattern for linux, windows or macos",
                        "readers/empty.toml: known: has no real name; without one the patterns cannot be checked");
    }

    @Test
    void fileInTheWrongPlaceOrWithABadNameIsTold(@TempDir Path path) throws IOException {
        ProfileFolder other = new ProfileFolder(path);
        other.with("stray.toml", READER).with("readers/My Reader.toml", READER).with("readers/notes.txt", "hello");

        assertThat(other.problems())
                .containsExactly(
                        "stray.toml: lies in no folder; put it into readers, cards, scanners or printers",
                        "readers/My Reader.toml: its name is the profile's id: 2 to 40 of a-z, 0-9 and dashes, then .toml");
    }

    @Test
    void hugeFileIsNotRead(@TempDir Path path) throws IOException {
        Files.createDirectories(path.resolve("cards"));
        Files.write(path.resolve("cards/huge.toml"), new byte[65 * 1024]);

        assertThat(new ProfileFolder(path).problems()).containsExactly("cards/huge.toml: is larger than 65536 bytes");
    }

    @Test
    void randomBytesInAFileNeverEscapeAsAnythingButProblems(@TempDir Path path) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Files.createDirectories(path.resolve("readers"));
        for (int round = 0; round < 200; round++) {
            byte[] bytes = READER.getBytes(StandardCharsets.UTF_8);
            for (int hit = 0; hit <= random.nextInt(4); hit++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(path.resolve("readers/frobnicator.toml"), bytes);

            try {
                new ProfileFolder(path).load();
            } catch (InvalidProfiles expected) {
                assertThat(expected.problems()).isNotEmpty();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes), e);
            }
        }
    }
}
