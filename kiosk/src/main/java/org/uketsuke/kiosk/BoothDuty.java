package org.uketsuke.kiosk;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.duty.Check;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.duty.DutyBook;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.duty.DutyGlance;
import org.uketsuke.kiosk.duty.DutyGlance.Note;
import org.uketsuke.kiosk.duty.DutyState;
import org.uketsuke.kiosk.duty.Readiness;
import org.uketsuke.kiosk.duty.SessionCount;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Signer;

/** Opens and closes a booth on people's behalf. Thread-safe; a tap never waits for any of it but for a seal's own commit. */
final class BoothDuty implements DutyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(BoothDuty.class);
    private static final int TAIL_LETTERS = 4;
    private static final long ENDING_SECONDS = 5;

    private final BoothRoster roster;
    private final Reception reception;
    private final Journal journal;
    private final Clock clock;
    private final DutyFacts facts;
    private final DutyExport exports;
    private final DutyPrinter printer;
    private final DutyBook book;
    private final String kiosk;

    private BoothDuty(String kiosk, Reception reception, DutyFacts facts, DutyExport exports, DutyPrinter printer) {
        this.kiosk = kiosk;
        this.roster = facts.roster();
        this.reception = reception;
        this.journal = facts.journal();
        this.clock = facts.clock();
        this.facts = facts;
        this.exports = exports;
        this.printer = printer;
        this.book = new DutyBook(roster::assignment, journal, this::now);
    }

    /**
     * For one booth.
     *
     * @param facts for the readiness check
     * @param printer prints closing sheets, if there is one
     */
    static BoothDuty of(
            KioskSettings settings,
            Enrolment enrolment,
            Signer signer,
            Reception reception,
            DutyFacts facts,
            DutyPrinter printer) {
        String kiosk = enrolment.kiosk();
        DutyExport exports = new DutyExport(settings.duty().exportFolder(), facts.journal(), kiosk, signer);
        return new BoothDuty(kiosk, reception, facts, exports, printer);
    }

    /**
     * Learns from the journal who opened and closed the booth, on a thread of its own, so that a start waits for no long
     * journal; and keeps a closed booth sealed, now and then and when it ends.
     */
    AutoCloseable begin() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "duty");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::keepSealed, 0, 1, TimeUnit.MINUTES);
        return () -> {
            timer.shutdown();
            if (timer.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                keepSealed();
            }
        };
    }

    /** The office takes a booth for closed when its journal ends with a seal; a log-in to print the sheet does not undo that. */
    private void keepSealed() {
        try {
            if (book.read().wantsSeal()) {
                reception.close();
            }
        } catch (NotRecorded | RuntimeException | OutOfMemoryError e) {
            LOG.warn("What the journal says of the booth's day could not be followed: {}", e.toString());
        }
    }

    /** What the public screen shows of it; never waits. */
    DutyGlance glance() {
        List<Note> notes = new ArrayList<>();
        DutyState.Phase phase = book.state().phase();
        if (roster.vault().isWiped()) {
            notes.add(Note.WIPED);
        } else if (roster.wantsKey()) {
            notes.add(roster.vault().current().isEmpty() ? Note.LOCKED : Note.NEW_KEY);
        } else if (roster.hasLock() && phase == DutyState.Phase.NOT_OPENED) {
            notes.add(Note.NOT_OPENED);
        }
        return new DutyGlance(phase == DutyState.Phase.CLOSED, notes);
    }

    private Instant now() {
        Instant device = clock.instant();
        return Moment.of(device, journal.serverOffset(device)).at();
    }

    private long unsent() {
        return Math.max(0, journal.head().seq() - facts.sync().received());
    }

    @Override
    public View view() {
        Assignment serving = roster.assignment();
        List<Check> checks = Readiness.of(facts.now(now(), unsent()));
        DutyState state = book.state();
        boolean somebody = state.phase() != DutyState.Phase.NOT_OPENED;
        return new View(
                now(),
                serving.meeting().zone(),
                serving.meeting().name(),
                serving.booth(),
                roster.wantsKey(),
                roster.lastKey(),
                checks,
                Readiness.mayOpen(checks),
                state.phase(),
                Optional.of(state.at()).filter(at -> somebody),
                Optional.of(state.by()).filter(by -> somebody),
                facts.camera(),
                unsent(),
                roster.vault().isWiped());
    }

    @Override
    public KeyAnswer key(String typed) {
        return roster.open(BoothKey.read(typed));
    }

    @Override
    public Done open(String staff) {
        if (!Readiness.mayOpen(Readiness.of(facts.now(now(), unsent())))) {
            return Done.WRONG_DATE;
        }
        return recorded(() -> reception.openBy(Optional.of(staff)));
    }

    @Override
    public Day day() {
        DutyBook.Reading reading = book.read();
        Optional<ClosingSheet> sheet = reading.closed().map(seal -> sheet(reading, seal));
        return new Day(
                reading.counts().counts(),
                named(reading.counts().sessions()),
                sheet,
                sheet.isPresent() ? reading.newer() : 0,
                printer.isThere(),
                exports.folder());
    }

    private ClosingSheet sheet(DutyBook.Reading reading, JournalEvent.Closed seal) {
        Assignment serving = roster.assignment();
        long seq = reading.state().seq();
        return new ClosingSheet(
                serving.meeting().name(),
                serving.booth(),
                kiosk.substring(Math.max(0, kiosk.length() - TAIL_LETTERS)),
                journal.id(),
                reading.counts().first().orElse(seq),
                seq,
                journal.hashAt(seq).orElse(""),
                seal.counts().orElse(Map.of()),
                named(reading.sealedSessions()),
                seal.paperLines().orElse(0L),
                reading.state().by(),
                reading.state().at(),
                serving.meeting().zone(),
                unsent());
    }

    private List<SessionCount> named(List<SessionCount> counts) {
        return Doors.named(counts, roster.assignment());
    }

    /** What is long to read is read before taps have to wait. */
    @Override
    public Done close(String staff, long paperLines) {
        book.read();
        return recorded(
                () -> reception.closeBy(staff, () -> book.read().counts().counts(), paperLines));
    }

    @Override
    public boolean print() {
        return day().sheet().filter(printer::print).isPresent();
    }

    @Override
    public Exported export() {
        return exports.write(facts.sync().received());
    }

    @Override
    public Done wipe(String staff) {
        Optional<String> export = Optional.empty();
        if (unsent() > 0) {
            export = exports.covering(journal.id(), journal.head().seq());
            if (export.isEmpty()) {
                return Done.UNSENT;
            }
        }
        try {
            JournalEvent.Wiped wiped = roster.wipe(staff, export);
            return recorded(() -> {
                journal.append(wiped);
                reception.close();
            });
        } catch (UncheckedIOException e) {
            LOG.error("Not everything could be wiped: {}", e.getMessage());
            return Done.INCOMPLETE;
        }
    }

    /** Something that the journal is told. */
    @FunctionalInterface
    private interface Telling {
        void run() throws NotRecorded;
    }

    private Done recorded(Telling telling) {
        try {
            telling.run();
            book.read();
            return Done.DONE;
        } catch (NotRecorded e) {
            LOG.error("It could not be recorded: {}", e.getMessage());
            return Done.NOT_RECORDED;
        }
    }
}
