package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.Messages;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Wire;

class ExportFileTest {
    private static final byte[] SEED = new byte[32];

    @TempDir
    Path folder;

    @Test
    void theUnsentPartTravelsInSignedPartsThatChain() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            int entries = 2 * Messages.PUSH_ENTRIES_MAX + 403;
            for (int i = 0; i < entries; i++) {
                journal.append(note("entry " + i));
            }
            Path file = folder.resolve("stick.json.gz");

            journal.export(file, 100, "kiosk-1", Ed25519.signer(SEED));

            JournalExport export = read(file);
            assertThat(export.kiosk()).isEqualTo("kiosk-1");
            assertThat(export.journal()).isEqualTo(journal.id());
            assertThat(export.parts()).hasSize(3);
            long seq = 100;
            byte[] hash = HexFormat.of().parseHex(journal.hashAt(100).orElseThrow());
            for (PushRequest part : export.parts()) {
                assertThat(part.after()).isEqualTo(seq);
                assertThat(part.entries()).hasSizeLessThanOrEqualTo(Messages.PUSH_ENTRIES_MAX);
                for (String entry : part.entries()) {
                    hash = JournalChain.next(hash, entry);
                    seq++;
                }
                assertThat(part.head()).isEqualTo(HexFormat.of().formatHex(hash));
                byte[] statement = JournalChain.headStatement(journal.id(), seq, part.head());
                byte[] signature = Base64.getUrlDecoder().decode(part.signature());
                assertThat(Ed25519.check().holds(Ed25519.publicKey(SEED), statement, signature))
                        .isTrue();
            }
            assertThat(seq).isEqualTo(entries);
        }
    }

    @Test
    void everyPartFitsIntoAPush() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            for (int i = 0; i < 40; i++) {
                journal.append(note("\"\\".repeat(10_000)));
            }

            JournalExport export = journal.export(folder.resolve("out"), 0, "k", Ed25519.signer(SEED));

            assertThat(export.parts())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(
                            part -> assertThat(Wire.write(part).length()).isLessThanOrEqualTo(Messages.PUSH_BYTES_MAX));
        }
    }

    @Test
    void aReaderOfTheFolderExportsTheSame() throws Exception {
        try (Journal journal = TestJournal.open(folder)) {
            journal.append(note("one"));
        }

        try (JournalReader reader = JournalReader.open(folder)) {
            JournalExport export = new ExportFile(reader, "k", Ed25519.signer(SEED)).make(0);
            assertThat(export.parts())
                    .singleElement()
                    .satisfies(part -> assertThat(part.entries())
                            .isEqualTo(reader.after(0, 10, 10_000).stream()
                                    .map(Line::text)
                                    .toList()));
        }
    }

    @Test
    void aMediumThatIsNotThereIsNamed() {
        try (Journal journal = TestJournal.open(folder)) {
            Path nowhere = folder.resolve("no-stick/export.json.gz");

            assertThatThrownBy(() -> journal.export(nowhere, 0, "k", Ed25519.signer(SEED)))
                    .hasMessageContaining(nowhere.toString())
                    .hasMessageContaining("check that the medium is there");
        }
    }

    @Test
    void withoutAJournalThereIsNothingToExport() {
        assertThatThrownBy(() -> JournalReader.open(folder))
                .isInstanceOf(JournalDamaged.class)
                .hasMessageContaining("There is no journal here");
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }

    private static JournalExport read(Path file) throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return Wire.read(in.readAllBytes(), JournalExport.class);
        }
    }
}
