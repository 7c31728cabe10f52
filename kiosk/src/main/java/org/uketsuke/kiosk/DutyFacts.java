package org.uketsuke.kiosk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.duty.ReadinessFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.ReaderFacts;
import org.uketsuke.kiosk.duty.ReadinessFacts.RosterFacts;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.sync.SyncState;

/** Gathers what the readiness check goes by. Thread-safe. */
final class DutyFacts {
    private static final Logger LOG = LoggerFactory.getLogger(DutyFacts.class);
    private static final Duration VERIFIED_FOR = Duration.ofMinutes(10);

    private final BoothRoster roster;
    private final Journal journal;
    private final Clock clock;
    private final Supplier<SyncState> sync;
    private final Supplier<List<ReaderStatus>> readers;
    private final Supplier<Optional<Instant>> rosterConfirmedAt;
    private final DutyPrinter printer;
    private final Path dataFolder;
    private final boolean camera;
    private final AtomicBoolean verifying = new AtomicBoolean();
    private volatile Optional<Verified> verified = Optional.empty();
    private volatile Counted counted = new Counted(0, 0);

    DutyFacts(
            BoothRoster roster,
            Journal journal,
            Clock clock,
            Supplier<SyncState> sync,
            Supplier<List<ReaderStatus>> readers,
            Supplier<Optional<Instant>> rosterConfirmedAt,
            DutyPrinter printer,
            KioskSettings settings) {
        this.roster = roster;
        this.journal = journal;
        this.clock = clock;
        this.sync = sync;
        this.readers = readers;
        this.rosterConfirmedAt = rosterConfirmedAt;
        this.printer = printer;
        this.dataFolder = settings.dataFolder();
        this.camera = settings.camera();
    }

    private record Verified(Instant device, List<String> differences) {}

    private record Counted(long version, long members) {}

    BoothRoster roster() {
        return roster;
    }

    Journal journal() {
        return journal;
    }

    Clock clock() {
        return clock;
    }

    SyncState sync() {
        return sync.get();
    }

    boolean camera() {
        return camera;
    }

    /** The facts; a journal that was not verified lately is verified in the background, and the next look knows. */
    ReadinessFacts now(Instant now, long unsent) {
        verifyNowAndThen();
        return new ReadinessFacts(
                now,
                roster.assignment(),
                rosterConfirmedAt.get().map(at -> Duration.between(at, now)),
                roster.wantsKey(),
                roster.vault().current().map(unlocked -> rosterFacts(unlocked, now)),
                readers.get().stream().map(DutyFacts::reader).toList(),
                journal.serverOffset(clock.instant()),
                free(),
                journal.health().ballastFreed(),
                verified.map(Verified::differences),
                unsent,
                sync.get().online(now),
                camera,
                printer.facts());
    }

    /** Members are counted once for each version: counting a million takes a while. */
    private RosterFacts rosterFacts(Roster unlocked, Instant now) {
        long version = unlocked.version();
        if (counted.version() != version) {
            counted = new Counted(version, unlocked.members());
        }
        return new RosterFacts(
                version, counted.members(), rosterConfirmedAt.get().map(at -> Duration.between(at, now)));
    }

    private static ReaderFacts reader(ReaderStatus status) {
        boolean works = status.state() == ReaderStatus.State.READY || status.state() == ReaderStatus.State.CARD;
        return new ReaderFacts(status.name(), status.profileId(), works);
    }

    private long free() {
        try {
            return Files.getFileStore(dataFolder).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }

    private void verifyNowAndThen() {
        Instant device = clock.instant();
        boolean lately = verified.filter(
                        last -> Duration.between(last.device(), device).abs().compareTo(VERIFIED_FOR) < 0)
                .isPresent();
        if (!lately && verifying.compareAndSet(false, true)) {
            Thread thread = new Thread(this::verify, "journal-check");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.start();
        }
    }

    private void verify() {
        try {
            verified =
                    Optional.of(new Verified(clock.instant(), journal.verify().differences()));
        } catch (RuntimeException e) {
            LOG.warn("The journal could not be verified: {}", e.toString());
        } finally {
            verifying.set(false);
        }
    }
}
