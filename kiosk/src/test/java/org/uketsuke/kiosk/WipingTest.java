package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.ExportFile;
import org.uketsuke.kiosk.journal.JournalReader;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.protocol.JournalEvent;

/** Wiping a kiosk that stands in a store room, without a network. */
final class WipingTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @TempDir
    Path stick;

    @BeforeEach
    void serveADay() throws Exception {
        assertThat(KioskKey.of(folder, random).publicKey()).hasSize(32);
        try (DutyRig booth = DutyRig.opened(folder, stick)) {
            booth.touch(1);
        }
        assertThat(folder.resolve("roster.sealed")).exists();
        takeJournalOverToThisMachine();
    }

    /** The rig's journal is of a machine by the name of "machine". */
    private void takeJournalOverToThisMachine() throws Exception {
        assertThat(wipe(Optional.empty())).isInstanceOf(Wiping.Result.Refused.class);
    }

    @Test
    void isRefusedWhileTheServerCannotBeAsked() throws Exception {
        assertThat(wipe(Optional.empty())).isInstanceOf(Wiping.Result.Refused.class);

        assertThat(folder.resolve("roster.sealed")).exists();
    }

    @Test
    void isDoneOnceAnExportHoldsTheWholeJournalAndTheProofNamesIt() throws Exception {
        Path export = export(0);

        Wiping.Result result = wipe(Optional.of(export));

        assertThat(result).isEqualTo(new Wiping.Result.Wiped(List.of("roster.sealed"), false));
        assertThat(folder.resolve("roster.sealed")).doesNotExist();
        List<JournalEvent> events = recorded();
        assertThat(events.get(events.size() - 2))
                .isEqualTo(new JournalEvent.Wiped(
                        Optional.empty(),
                        "command",
                        List.of("roster.sealed"),
                        Optional.of(ExportFile.sha256(Files.readAllBytes(export)))));
        assertThat(events.get(events.size() - 1)).isInstanceOf(JournalEvent.Closed.class);
    }

    @Test
    void anExportOfAPartOrOfYesterdayOrOfSomethingElseIsNotEnough() throws Exception {
        assertThat(wipe(Optional.of(export(1)))).isInstanceOf(Wiping.Result.Refused.class);
        Path before = export(0);
        try (DutyRig booth = new DutyRig(folder, stick, Optional.empty())) {
            booth.touch(2);
        }
        assertThat(wipe(Optional.of(before))).isInstanceOf(Wiping.Result.Refused.class);
        Path junk = Files.writeString(stick.resolve("junk"), "no export");
        assertThatThrownBy(() -> wipe(Optional.of(junk)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("junk is no export");
    }

    private Wiping.Result wipe(Optional<Path> export) throws Exception {
        Enrolment enrolment = Enrolment.read(folder).orElseThrow();
        return new Wiping(folder, enrolment, "test", Clock.systemUTC(), System::nanoTime, random, SHORT).run(export);
    }

    private Path export(long after) throws Exception {
        try (JournalReader journal = JournalReader.open(folder)) {
            Path file = stick.resolve("export-" + after + ".json.gz");
            new ExportFile(journal, "kiosk-4711", message -> new byte[64]).write(file, after);
            return file;
        }
    }

    private List<JournalEvent> recorded() throws Exception {
        List<JournalEvent> events = new ArrayList<>();
        try (JournalReader journal = JournalReader.open(folder)) {
            journal.forEach(0, entry -> events.add(entry.event()));
        }
        return events;
    }
}
