package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.uketsuke.protocol.JournalEvent.Scan;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.PushRequest;

/** The samples of {@code wire/v1} are what kiosks in the field speak: they may gain fields, never lose or change one. */
final class WireTest {

    static Stream<Map.Entry<String, Object>> samples() {
        return WireSamples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleFileReadsAsTheMessageItShows(Map.Entry<String, Object> sample) throws IOException {
        Object read = Wire.read(file(sample.getKey()), sample.getValue().getClass());

        assertThat(read).isEqualTo(sample.getValue());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void messageIsWrittenAsItsSampleFile(Map.Entry<String, Object> sample) throws IOException {
        String written = Wire.write(sample.getValue());

        assertThat(written).isEqualTo(file(sample.getKey()).strip());
    }

    @Test
    void fieldsOfLaterVersionsAreTolerated() throws IOException {
        String later = file("journal-status").replaceFirst("\\{", "{\"colour\":\"blue\",");

        assertThat(Wire.read(later, JournalStatus.class).received()).isEqualTo(58);
    }

    @Test
    void outcomeOfALaterVersionBecomesUnrecognised() throws IOException {
        String later = file("entry-scan-card").replace("ACCEPTED", "TELEPORTED").replace("\"felica\"", "\"retina\"");

        Scan scan = (Scan) Wire.read(later, JournalEntry.class).event();

        assertThat(scan.outcome()).isEqualTo(Outcome.UNRECOGNISED);
        assertThat(scan.medium()).isEqualTo(Medium.UNRECOGNISED);
    }

    @Test
    void eventKindOfALaterVersionIsKeptUninterpreted() throws IOException {
        String later = file("entry-note").replace("\"note\"", "\"hologram\"");

        assertThat(Wire.read(later, JournalEntry.class).event()).isEqualTo(new JournalEvent.Unrecognised());
    }

    @Test
    void missingFieldIsNamed() {
        assertThatThrownBy(() -> Wire.read("{\"after\":0,\"entries\":[],\"signature\":\"\"}", PushRequest.class))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("field head is missing");
    }

    @Test
    void missingNumberIsAnErrorAndNotZero() {
        assertThatThrownBy(() -> Wire.read("{\"entries\":[],\"head\":\"\",\"signature\":\"\"}", PushRequest.class))
                .isInstanceOf(MalformedMessage.class);
    }

    @Test
    void nothingNullHidesInAList() {
        String json = "{\"after\":0,\"entries\":[null],\"head\":\"\",\"signature\":\"\"}";

        assertThatThrownBy(() -> Wire.read(json, PushRequest.class)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void textThatIsNoJsonIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> Wire.read("0139A1B2C3D4E5F6 secret", PushRequest.class))
                .isInstanceOf(MalformedMessage.class)
                .hasMessageNotContaining("secret");
    }

    private static String file(String name) throws IOException {
        try (InputStream in = WireTest.class.getResourceAsStream("/wire/v1/" + name + ".json")) {
            assertThat(in).as("sample file " + name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
