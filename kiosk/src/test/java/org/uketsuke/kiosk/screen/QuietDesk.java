package org.uketsuke.kiosk.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.uketsuke.kiosk.booth.CardCapture;
import org.uketsuke.kiosk.booth.DeskTools;
import org.uketsuke.kiosk.booth.Registrar;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.Recorded;
import org.uketsuke.kiosk.journal.TestJournal;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;

/** A staff desk of a locked booth, for tests of the public screen: nobody can open it, nothing is recorded. */
final class QuietDesk implements AutoCloseable {
    private final Path folder;
    private final Journal journal;

    QuietDesk() {
        try {
            folder = Files.createTempDirectory("quiet-desk");
            journal = TestJournal.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StaffDesk desk() {
        CardCapture capture = new CardCapture(scan -> Feedback.NONE, Optional::empty, new Nobody(), () -> 0L);
        return new StaffDesk(
                QuietDesk::assignment,
                journal,
                Optional::empty,
                new Nobody(),
                capture,
                Clock.systemUTC(),
                new DeskTools(new SecureRandom(), () -> 0L));
    }

    @Override
    public void close() {
        journal.close();
        if (!Files.exists(folder)) {
            // a test that starts its booth anew has closed this one before
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Assignment assignment() {
        Text name = new Text("見本", "Sample");
        Instant from = BoothFixture.NOW;
        java.time.LocalDate day = java.time.LocalDate.parse("2026-10-16");
        MeetingFacts meeting =
                new MeetingFacts("quiet", name, "annual", Optional.empty(), day, day, day, "東京", "Asia/Tokyo");
        return new Assignment(
                "sample", 1, name, meeting, "A", from, from.plusSeconds(3600), Optional.empty(), Optional.empty());
    }

    private static final class Nobody implements Registrar {
        @Override
        public Recorded registerByHand(
                String member,
                String staff,
                String reason,
                List<String> evidence,
                Optional<Long> rescues,
                Optional<Door> door) {
            throw new AssertionError("nobody works here");
        }

        @Override
        public Recorded giveTemporaryCard(
                Medium medium, CardToken token, String member, String staff, String reason, List<String> evidence) {
            throw new AssertionError("nobody works here");
        }

        @Override
        public Recorded cancel(long seq, String staff, String reason) {
            throw new AssertionError("nobody works here");
        }

        @Override
        public <R> R ask(Function<Seen, R> question) {
            return question.apply(new Seen("", ZoneOffset.UTC));
        }
    }
}
