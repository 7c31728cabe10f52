package org.uketsuke.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;

class HeadLogTest {
    @TempDir
    Path folder;

    @TempDir
    Path stick;

    @Test
    void theEndIsNotedBesideTheJournalAndOnTheSecondMedium() throws Exception {
        Head head = journalWithEntries(3);

        for (Path place : List.of(folder, stick)) {
            HeadLog log = new HeadLog(place, onlyJournalIn(place));
            assertThat(log.furthest()).contains(head);
        }
    }

    @Test
    void aJournalThatLostItsEndSaysSoAndGoesOn() throws Exception {
        journalWithEntries(3);
        Path earlier = Files.createDirectory(folder.resolve("earlier"));
        Files.copy(folder.resolve("journal.db"), earlier.resolve("journal.db"));
        Head lost = journalWithEntries(4);
        Files.copy(
                earlier.resolve("journal.db"),
                folder.resolve("journal.db"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        try (Journal journal = open()) {
            List<JournalEvent> events = events(journal);
            assertThat(events.subList(3, events.size()))
                    .isNotEmpty()
                    .allSatisfy(event ->
                            assertThat(((JournalEvent.Fault) event).code()).isEqualTo("journal-short"))
                    .anySatisfy(event -> assertThat(((JournalEvent.Fault) event).detail())
                            .contains("seq 7 hash " + lost.hashHex())
                            .contains("journal: seq 3"));
            assertThat(journal.verify().whole()).isFalse();
        }
        try (Journal journal = open()) {
            assertThat(events(journal)).as("told once").hasSize(5);
            assertThat(journal.verify().differences())
                    .as("and not forgotten")
                    .allSatisfy(difference -> assertThat(difference).contains("journal-short"));
        }
    }

    @Test
    void aJournalThatWasExchangedSaysSo() throws Exception {
        Head real = journalWithEntries(3);
        HeadLog log = new HeadLog(stick, onlyJournalIn(stick));
        log.restart(new Head(2, "ab".repeat(32)));
        log.note(real);
        log.close();

        try (Journal journal = open()) {
            assertThat(events(journal).get(3)).isInstanceOf(JournalEvent.Fault.class);
        }
    }

    @Test
    void aLineThatWasCutOffIsPassedOver() throws Exception {
        Head head = journalWithEntries(3);
        Path file = stick.resolve("head-" + onlyJournalIn(stick) + ".log");
        Files.writeString(file, "4 0a1b", StandardOpenOption.APPEND);

        try (Journal journal = open()) {
            assertThat(journal.head()).isEqualTo(head);
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void anotherKiosksHeadLogOnTheStickIsLeftAlone() throws Exception {
        Path other = stick.resolve("head-" + "f".repeat(32) + ".log");
        Files.writeString(other, "99 " + "ab".repeat(32) + "\n");

        journalWithEntries(3);

        assertThat(other).hasContent("99 " + "ab".repeat(32));
        try (Journal journal = open()) {
            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void aStickThatIsPulledOutStopsNothing() throws Exception {
        try (Journal journal = TestJournal.open(
                new JournalSettings(folder, List.of(folder.resolve("not-there")), "machine-1", "test", 0))) {
            journal.append(note("goes on"));

            assertThat(journal.verify().differences()).isEmpty();
        }
    }

    @Test
    void aLongLogIsBegunAnewWithItsLastLine() throws Exception {
        HeadLog log = new HeadLog(folder, "0".repeat(32));

        for (int seq = 1; seq <= 16_000; seq++) {
            log.note(new Head(seq, "ab".repeat(32)));
        }

        assertThat(log.furthest()).contains(new Head(16_000, "ab".repeat(32)));
        assertThat(Files.size(log.file())).isLessThan(1 << 20);
        log.close();
    }

    private Head journalWithEntries(int entries) throws NotRecorded {
        try (Journal journal = open()) {
            for (int i = 0; i < entries; i++) {
                journal.append(note("entry " + i));
            }
            return journal.head();
        }
    }

    private Journal open() {
        return TestJournal.open(new JournalSettings(folder, List.of(stick), "machine-1", "test", 0));
    }

    private static List<JournalEvent> events(Journal journal) {
        List<JournalEvent> events = new java.util.ArrayList<>();
        journal.forEach(0, (JournalEntry entry) -> events.add(entry.event()));
        return events;
    }

    private static String onlyJournalIn(Path place) throws IOException {
        List<String> journals = HeadLog.journalsIn(place);
        assertThat(journals).hasSize(1);
        return journals.get(0);
    }
}
