package org.uketsuke.kiosk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.protocol.JournalEvent;

final class FailuresTest {
    @TempDir
    Path folder;

    @Test
    void aJournalThatTakesNothingIsToldInItsOwnWords() throws Exception {
        Journal journal = open();
        journal.close();

        NotRecorded refused = catchThrowableOfType(
                NotRecorded.class, () -> journal.append(new JournalEvent.Note("too late", Optional.empty())));

        assertThat(Failures.tellsWhatToDo(refused)).isTrue();
        assertThat(refused).hasMessageContaining("Make room");
    }

    @Test
    void aJournalThatCannotBeBegunIsToldWithoutNamesOfClasses() throws Exception {
        Files.createDirectory(folder.resolve("journal.db.part"));
        Files.createFile(folder.resolve("journal.db.part").resolve("in the way"));

        RuntimeException failed = catchThrowableOfType(RuntimeException.class, this::open);

        assertThat(Failures.tellsWhatToDo(failed)).isTrue();
        assertThat(failed).hasMessageContaining("make room").message().doesNotContain("Exception");
    }

    private Journal open() throws Exception {
        return Journal.open(
                new JournalSettings(folder, List.of(), "machine", "test", 0),
                Clock.systemUTC(),
                System::nanoTime,
                new SecureRandom());
    }
}
