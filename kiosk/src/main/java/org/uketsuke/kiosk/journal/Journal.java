package org.uketsuke.kiosk.journal;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.DeviceTime;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Signer;

/**
 * The kiosk's journal: what {@link #append} has returned is on disk and stays there. One SQLite file per journal id, hash
 * chained and bound to its machine; nothing is ever changed or deleted. Thread-safe; reading and appending do not wait for
 * each other.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int RUN_BYTES = 8;

    private final JournalSettings settings;
    private final FileChannel lock;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SecureRandom random;
    private final String run;
    private final long startNanos;
    private final ServerClock serverClock;
    private final JournalWriter writer;
    private final JournalKeeper keeper;
    private final Ballast ballast;
    private final EntryTimes times = new EntryTimes();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private Journal(
            JournalSettings settings,
            FileChannel lock,
            JournalReader reader,
            Ballast ballast,
            Clock clock,
            LongSupplier nanoTime,
            SecureRandom random) {
        this.settings = settings;
        this.lock = lock;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
        this.run = JournalStart.randomHex(random, RUN_BYTES);
        this.startNanos = nanoTime.getAsLong();
        this.serverClock = new ServerClock(nanoTime);
        this.writer = new JournalWriter(settings, reader, ballast);
        this.ballast = ballast;
        this.keeper = new JournalKeeper(writer, ballast, settings);
        ballast.restore();
    }

    /**
     * Opens the journal of a data folder, making the first one where there is none. Checks the file, recomputes the chain
     * and compares the head logs; a journal that lost its end is used on, with a {@code fault} entry that says so. On
     * another machine than before, a new journal begins that carries everything over.
     *
     * @param settings where it lives
     * @param clock the device's wall clock
     * @param nanoTime the device's monotonic clock
     * @param random for journal and run ids
     * @throws JournalDamaged if the file is foreign or damaged; it was left untouched
     * @throws JournalInUse if another process has it open
     */
    public static Journal open(JournalSettings settings, Clock clock, LongSupplier nanoTime, SecureRandom random)
            throws JournalDamaged {
        JournalStart start = new JournalStart(settings, random);
        FileChannel lock = start.lock();
        try {
            Ballast ballast = new Ballast(settings.dataFolder(), settings.ballastBytes());
            JournalStart.Found found = start.find(ballast);
            boolean sameMachine = found.reader().belongsTo(settings.machineId());
            Journal journal = new Journal(settings, lock, found.reader(), ballast, clock, nanoTime, random);
            if (!sameMachine) {
                journal.startAnew(0);
            }
            boolean told = found.faults().stream().map(journal::tell).reduce(true, Boolean::logicalAnd);
            journal.writer.touch();
            journal.keeper.begin(told);
            return journal;
        } catch (JournalDamaged | RuntimeException e) {
            JournalStart.release(lock);
            throw e;
        }
    }

    /** Journal id, 32 hex digits. */
    public String id() {
        return writer.id();
    }

    /** The end of the journal. */
    public Head head() {
        return writer.head();
    }

    /** How well it can write; never waits for the disk. */
    public JournalHealth health() {
        return new JournalHealth(writer.isFailing(), ballast.isFreed());
    }

    /**
     * Appends an event; it is durable when this returns. One transaction, one fsync.
     *
     * @throws NotRecorded if it is not durable; nothing that says otherwise may be shown
     */
    public Recorded append(JournalEvent event) throws NotRecorded {
        return record(end -> event);
    }

    /** Seals the booth: appends {@code closed} with count and hash of all before it. */
    public Recorded seal() throws NotRecorded {
        return seal(UnaryOperator.identity());
    }

    /** As {@link #seal()}, with what a person adds to it. */
    public Recorded seal(UnaryOperator<JournalEvent.Closed> signed) throws NotRecorded {
        return record(end -> signed.apply(new JournalEvent.Closed(end.seq(), end.hashHex())));
    }

    private Recorded record(Function<Head, JournalEvent> event) throws NotRecorded {
        Recorded recorded = writer.write(
                end -> stamped(end.seq() + 1, event.apply(end)),
                end -> stamped(end.seq() + 1, JournalStart.BALLAST_FREED));
        JournalEntry entry = recorded.entry();
        times.note(recorded.journal(), entry.seq(), JournalReader.correctedTime(entry));
        listeners.forEach(Runnable::run);
        return recorded;
    }

    /** Appends as {@link #append} makes them, into memory, to be forgotten: to warm up. */
    public Rehearsal rehearsal() {
        return Rehearsal.of(id(), this::stamped);
    }

    private JournalEntry stamped(long seq, JournalEvent event) {
        Instant now = now();
        return new JournalEntry(seq, now, upMillis(), run, serverClock.offset(now), Optional.empty(), event);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private long upMillis() {
        return (nanoTime.getAsLong() - startNanos) / 1_000_000;
    }

    /** Entries after a seq; see {@link JournalReader#after}. */
    public List<Line> after(long seq, int entriesMax, int bytesMax) {
        return writer.read(reader -> reader.after(seq, entriesMax, bytesMax));
    }

    /** The hash of an entry; see {@link JournalReader#hashAt}. */
    public Optional<String> hashAt(long seq) {
        return writer.read(reader -> reader.hashAt(seq));
    }

    /**
     * When an entry was recorded, by the device's clock then and what was known of the server's. Of the latest entries of this
     * run, and of those asked for before, known from memory: a status that is made every second must not wait for a disk that
     * hangs.
     */
    public Optional<Instant> atOf(long seq) {
        String journal = id();
        Optional<Instant> known = times.of(journal, seq);
        if (known.isPresent() || seq > head().seq()) {
            return known;
        }
        Optional<Instant> read = writer.read(reader -> reader.atOf(seq));
        read.ifPresent(at -> times.note(journal, seq, at));
        return read;
    }

    /** Every entry after a seq, in order. */
    public void forEach(long after, Consumer<JournalEntry> consumer) {
        writer.read(reader -> {
            reader.forEach(after, consumer);
            return reader;
        });
    }

    /** Recomputes everything and compares it with the head logs. */
    public Verification verify() {
        return writer.read(reader -> reader.verify(settings.headLogFolders()));
    }

    /** Writes what follows a seq to a file for the office; see {@link ExportFile}. */
    public JournalExport export(Path file, long after, String kiosk, Signer signer) {
        return writer.read(reader -> new ExportFile(reader, kiosk, signer).write(file, after));
    }

    /**
     * Takes in how far the device's clock is from the server's. Later entries carry it; the journal tells of the first of a
     * run and of changes of more than a second.
     *
     * @param offsetMillis server time minus device time
     * @param uncertaintyMillis half of the exchange's round trip
     */
    public void learnOffset(long offsetMillis, long uncertaintyMillis) {
        serverClock.learn(offsetMillis, uncertaintyMillis, now());
        if (serverClock.newsworthy(offsetMillis) && tell(new JournalEvent.Clock(offsetMillis, uncertaintyMillis))) {
            serverClock.announced(offsetMillis);
        }
    }

    /**
     * What this run knows of the server's clock, and since when.
     *
     * @param device what the device's clock shows
     */
    public Optional<ClockOffset> serverOffset(Instant device) {
        return serverClock.offset(device);
    }

    /** The device's clocks now, and the id of this run. */
    public DeviceTime deviceTime() {
        return new DeviceTime(run, now(), upMillis());
    }

    /** Calls back after every commit, on the thread that appended: must be quick and must not throw. */
    public void onAppend(Runnable listener) {
        listeners.add(listener);
    }

    /** How the journal went on last in this run, if it did. */
    public Optional<Succession> succession() {
        return writer.succession();
    }

    /**
     * After a fork: goes on in a new journal file with a new id. Its first entry is {@code opened}, continuing the old id;
     * then everything of the old journal after {@code safe}, with its old place as origin. The old file is kept beside it.
     *
     * @param safe seq up to which the server will never need the old entries again
     * @return this journal, now standing on the new file
     * @throws java.io.UncheckedIOException if the disk does not allow it now; the journal that is whole then goes on
     */
    public Journal startAnew(long safe) {
        Succession made = writer.startAnew(safe, JournalStart.newId(random), this::stamped);
        times.forget();
        LOG.warn("Journal {} goes on as {}, with what followed entry {}", made.from(), made.to(), safe);
        listeners.forEach(Runnable::run);
        return this;
    }

    private boolean tell(JournalEvent event) {
        try {
            append(event);
            return true;
        } catch (NotRecorded e) {
            LOG.error("Could not be recorded: {}: {}", event, e.getMessage());
            return false;
        }
    }

    /** Stops taking entries, notes the end in the head logs, and lets another process open the journal. */
    @Override
    public void close() {
        try {
            keeper.close();
            writer.close();
        } finally {
            JournalStart.release(lock);
        }
    }
}
