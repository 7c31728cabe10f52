package org.uketsuke.kiosk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profiles that the kiosk carries. */
class ShippedProfilesTest {
    private static final Path FOLDER = Path.of("../hardware-profiles");

    @Test
    void indexNamesExactlyTheFilesThatAreThere() throws IOException {
        List<String> files;
        try (Stream<Path> paths = Files.walk(FOLDER, 2)) {
            files = paths.filter(path -> path.toString().endsWith(".toml"))
                    .map(path -> FOLDER.relativize(path).toString())
                    .sorted()
                    .toList();
        }

        List<String> index = Files.readAllLines(FOLDER.resolve("index.txt"));

        assertThat(index).containsExactlyInAnyOrderElementsOf(files).doesNotHaveDuplicates();
    }

    @Test
    void allShippedProfilesAreGood() {
        for (Platform platform : Platform.values()) {
            HardwareProfiles profiles = HardwareProfiles.load(platform, Optional.empty());

            assertThat(profiles.readers()).hasSizeGreaterThan(10);
            assertThat(profiles.cards()).isNotEmpty();
            assertThat(profiles.scanner("keyboard-wedge")).isPresent();
            assertThat(profiles.printers()).hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void everyByteStringNamesItsSource() throws IOException {
        for (String file : Files.readAllLines(FOLDER.resolve("index.txt"))) {
            String content = Files.readString(FOLDER.resolve(file));
            if (content.contains("apdu = ")
                    || content.contains("accept = ")
                    || content.contains("atr = ")
                    || content.contains("end = ")) {
                assertThat(content)
                        .as(file)
                        .containsPattern(
                                "(?m)^ *# .*(PC/SC|ISO/IEC|ACS |ACR122U|EMV|ESC/POS|OpenSC|pcsc-tools|miyako/hpki|NXP)");
            }
        }
    }

    @Test
    void samplesOfTheManualAreGood(@TempDir Path folder) throws IOException {
        String manual = Files.readString(FOLDER.resolve("README.md"));
        List<String> samples = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL)
                .matcher(manual)
                .results()
                .map(sample -> sample.group(1))
                .toList();
        new ProfileFolder(folder)
                .with("readers/acs-acr122u.toml", samples.get(0))
                .with("cards/society-id-file.toml", samples.get(1))
                .with("scanners/keyboard-wedge.toml", samples.get(2))
                .with("printers/epson-tm-m30-lan.toml", samples.get(3));

        HardwareProfiles profiles = HardwareProfiles.load(Platform.LINUX, Optional.of(folder));

        assertThat(samples).hasSize(4);
        assertThat(profiles.printer("epson-tm-m30-lan").orElseThrow().addressOr(Optional.empty()))
                .isEqualTo("192.168.192.168:9100");
        assertThat(profiles.scanner("keyboard-wedge").orElseThrow().prefix()).isEqualTo("]Q1");
    }

    @Test
    void cardFamiliesAreTriedInAFixedOrder() {
        HardwareProfiles profiles = HardwareProfiles.load(Platform.LINUX, Optional.empty());
        ReaderProfile reader = ((ReaderMatch.Used) profiles.match("ACS ACR122U 00 00")).profile();

        assertThat(cards(profiles, reader, "3B 8F 80 01 80 4F 0C A0 00 00 03 06 11 00 3B 00 00 00 00 42"))
                .containsExactly("felica-idm");
        assertThat(cards(
                        profiles,
                        reader,
                        "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 F0 12 00 00 00 00 ..".replace("..", "9E")))
                .containsExactly("felica-idm", "iso14443-storage");
        assertThat(cards(profiles, reader, "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 01 00 00 00 00 6A"))
                .containsExactly("mifare-classic", "iso14443-storage");
        assertThat(cards(profiles, reader, "3B 8F 80 01 80 4F 0C A0 00 00 03 06 03 00 03 00 00 00 00 68"))
                .containsExactly("mifare-ultralight-ntag", "iso14443-storage");
        assertThat(cards(profiles, reader, "3B 81 80 01 80 80"))
                .containsExactly("society-id-file", "payment", "iso14443-4");
        assertThat(cards(profiles, reader, "3B 88 80 01 00 00 00 00 91 81 C1 00 D8"))
                .first()
                .isEqualTo("driving-licence");
        assertThat(cards(profiles, reader, "3B 88 80 01 00 00 41 E0 B3 81 A1 00 3B"))
                .first()
                .isEqualTo("my-number");
    }

    private static List<String> cards(HardwareProfiles profiles, ReaderProfile reader, String atr) {
        return profiles.cardsFor(ByteString.parse(atr).bytes(), reader).stream()
                .map(CardProfile::id)
                .toList();
    }
}
