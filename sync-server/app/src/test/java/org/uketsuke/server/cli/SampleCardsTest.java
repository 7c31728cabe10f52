package org.uketsuke.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.sample.SampleSociety;

class SampleCardsTest {
    @TempDir
    Path folder;

    @Test
    void everyCardToTouchHasALabelInBothLanguages() throws IOException {
        SampleSociety.write(folder, 1, 100, LocalDate.parse("2026-11-22"));

        assertThat(Files.readAllLines(folder.resolve("try.csv")).stream()
                        .skip(1)
                        .map(row -> row.split(",", 2)[0]))
                .isNotEmpty()
                .allSatisfy(what -> {
                    Text label = SampleCards.label(what, "");
                    assertThat(label.ja()).as(what).isNotEqualTo(what).containsPattern("[ぁ-ん一-龠]");
                    assertThat(label.en()).as(what).matches("[A-Z][ -~]*");
                });
        assertThat(SampleCards.label("current card", "9000001"))
                .isEqualTo(new Text("専門医カード 9000001", "Specialist card 9000001"));
    }
}
