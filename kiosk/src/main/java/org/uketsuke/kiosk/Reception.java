package org.uketsuke.kiosk;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.booth.Counted;
import org.uketsuke.kiosk.booth.Registrar;
import org.uketsuke.kiosk.checkin.Decision;
import org.uketsuke.kiosk.checkin.MaskedName;
import org.uketsuke.kiosk.checkin.Seen;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.journal.Recorded;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.screen.Display;
import org.uketsuke.kiosk.screen.Result;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Outcome;

/**
 * The story of a tap: who was it, what does the booth say, is it on disk, and only then: show it. One scan at a time, from
 * any thread.
 */
public final class Reception implements ScanSink, Registrar {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final ReceptionSettings settings;
    private final Journal journal;
    private final RosterVault vault;
    private final Credentials credentials;
    private final Display display;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Repeats repeats;
    private final Counters counters = new Counters();
    private final Registered registered;
    private final Judging judging;
    private boolean openingOwed;

    /**
     * A reception that knows from the journal whom it registered.
     *
     * @param settings what it serves
     * @param journal where every scan is recorded before anything is shown
     * @param vault holds the roster in use
     * @param credentials tells who it was
     * @param display shows results
     * @param clock the device's wall clock
     * @param nanoTime the device's monotonic clock
     */
    public Reception(
            ReceptionSettings settings,
            Journal journal,
            RosterVault vault,
            Credentials credentials,
            Display display,
            Clock clock,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.journal = journal;
        this.vault = vault;
        this.display = display;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.repeats = new Repeats(nanoTime);
        this.credentials = credentials;
        this.registered = new Registered(journal, settings.assignment().get());
        this.judging = new Judging(settings, journal, registered::of, credentials, clock);
    }

    @Override
    public Feedback accept(Scan scan) {
        return take(scan).feedback();
    }

    @Override
    public synchronized Taken take(Scan scan) {
        if (repeats.isRepeat(scan)) {
            return new Taken(Feedback.NONE, true);
        }
        try {
            Judging.Judged judged = judged(scan);
            return judged.event().isEmpty()
                    ? count(judged.decision().outcome(), scan.reader())
                    : record(scan, judged.event().get(), judged);
        } catch (RuntimeException e) {
            LOG.error("A scan could not be handled: {}", whereFrom(e));
            return deviceFault(Outcome.NO_ROSTER);
        }
    }

    /** A roster that gives errors is as good as none: the server will decide. */
    private Judging.Judged judged(Scan scan) {
        try {
            return judging.judge(scan, vault.current());
        } catch (RuntimeException e) {
            LOG.error("A scan is recorded for the server to decide, for it cannot be judged here: {}", whereFrom(e));
            return judging.judge(scan, Optional.empty());
        }
    }

    /** Kind and place of a failure; its message may hold personal data. */
    private static String whereFrom(RuntimeException e) {
        return e.getClass().getName() + " "
                + Arrays.stream(e.getStackTrace()).limit(3).toList();
    }

    /** Nothing is shown, least of all green, before the journal has it on disk. */
    private Taken record(Scan scan, JournalEvent.Scan event, Judging.Judged judged) {
        Decision decision = judged.decision();
        Recorded recorded;
        try {
            if (openingOwed) {
                open();
            }
            recorded = journal.append(event);
        } catch (NotRecorded e) {
            LOG.error("A scan could not be recorded: {}", e.getMessage());
            return deviceFault(decision.outcome());
        }
        registered.take(recorded, settings.assignment().get());
        repeats.remember(scan);
        Optional<String> name = decision.outcome() == Outcome.STOPPED_CARD
                ? Optional.empty()
                : decision.member().map(MaskedName::of);
        display.show(new Result(
                recorded.entry().at(),
                decision.outcome(),
                true,
                event.direction(),
                name,
                decision.firstAt(),
                decision.reason(),
                settings.online().getAsBoolean(),
                judged.aim().map(aim -> Doors.told(aim, decision))));
        return new Taken(good(decision.outcome()) ? Feedback.ACCEPT : Feedback.REJECT, true);
    }

    private static boolean good(Outcome outcome) {
        return outcome == Outcome.ACCEPTED
                || outcome == Outcome.ALREADY
                || outcome == Outcome.PREVIOUS_CARD
                || outcome == Outcome.NO_ROSTER;
    }

    private Taken count(Outcome outcome, String reader) {
        counters.count(outcome);
        settings.counted().accept(new Counted(clock.instant(), outcome, reader));
        show(outcome, true);
        return new Taken(Feedback.REJECT, true);
    }

    private Taken deviceFault(Outcome outcome) {
        show(outcome, false);
        return new Taken(Feedback.REJECT, false);
    }

    private void show(Outcome outcome, boolean recorded) {
        display.show(new Result(
                clock.instant(),
                outcome,
                recorded,
                Direction.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings.online().getAsBoolean(),
                Optional.empty()));
    }

    /**
     * Goes through taps without recording or showing one, so that the first of the day is as quick as the thousandth: on a
     * thread of its own, for seconds. Real taps do not wait for it. Ends early when the thread is interrupted.
     */
    public void warmUp() {
        try {
            Seen nobody = new Seen("", ZoneOffset.UTC);
            Judging rehearsed = new Judging(settings, journal, assignment -> nobody, credentials, clock);
            new WarmUp(rehearsed, journal, vault::current, nanoTime).run();
        } catch (RuntimeException e) {
            LOG.warn("Warming up failed; the first taps may be slower: {}", whereFrom(e));
        }
    }

    /**
     * Tells the journal that the booth takes scans from now on.
     *
     * @throws NotRecorded if the journal takes nothing now; it is told with the first scan that it takes
     */
    public synchronized void open() throws NotRecorded {
        openingOwed = true;
        openBy(Optional.empty());
    }

    /** Tells the journal that a person opened the booth for the day, or, for nobody, that the program did. */
    synchronized void openBy(Optional<String> staff) throws NotRecorded {
        Assignment serving = settings.assignment().get();
        journal.append(ScanEvents.opened(serving, vault.current().map(Roster::version), settings.software(), staff));
        openingOwed = false;
    }

    /** Journals the counters of what was only counted, if they changed; to be called now and then. */
    public synchronized void recordTally() throws NotRecorded {
        Optional<JournalEvent.Tally> news = counters.news();
        if (news.isPresent()) {
            journal.append(news.get());
            counters.recorded();
        }
    }

    /** Seals the booth: the counters, then count and hash of all before. */
    public synchronized Recorded close() throws NotRecorded {
        recordTally();
        return journal.seal();
    }

    /** As {@link #close()}, in a person's name; the counts are asked for once no tap can come between them and the seal. */
    synchronized Recorded closeBy(String staff, Supplier<Map<String, Long>> counts, long paper) throws NotRecorded {
        recordTally();
        Map<String, Long> counted = counts.get();
        return journal.seal(closed -> closed.by(staff, counted, paper));
    }

    @Override
    public synchronized Recorded registerByHand(
            String member,
            String staff,
            String reason,
            List<String> evidence,
            Optional<Long> rescues,
            Optional<Door> door)
            throws NotRecorded {
        return taken(new JournalEvent.Manual(
                meeting(),
                door.flatMap(at -> at.way().session()),
                door.map(at -> at.way().direction()).orElse(Direction.NONE),
                door.map(Door::room),
                member,
                staff,
                reason,
                evidence,
                rescues));
    }

    @Override
    public synchronized Recorded giveTemporaryCard(
            Medium medium, CardToken token, String member, String staff, String reason, List<String> evidence)
            throws NotRecorded {
        return taken(new JournalEvent.Linked(meeting(), medium, token.hex(), member, staff, reason, evidence));
    }

    @Override
    public synchronized Recorded cancel(long seq, String staff, String reason) throws NotRecorded {
        return taken(new JournalEvent.Voided(seq, staff, reason));
    }

    @Override
    public synchronized <R> R ask(Function<Seen, R> question) {
        return question.apply(registered.of(settings.assignment().get()));
    }

    private String meeting() {
        return settings.assignment().get().meeting().id();
    }

    private Recorded taken(JournalEvent event) throws NotRecorded {
        registered.of(settings.assignment().get());
        Recorded recorded = journal.append(event);
        registered.take(recorded, settings.assignment().get());
        return recorded;
    }

    /** Scans that registered somebody today, as of the last commit: never waits for a scan under way, nor for a disk. */
    public long registeredToday() {
        Assignment assignment = settings.assignment().get();
        LocalDate today = LocalDate.ofInstant(judging.now().at(), Doors.zone(assignment));
        return registered.on(today, assignment.meeting().id());
    }
}
