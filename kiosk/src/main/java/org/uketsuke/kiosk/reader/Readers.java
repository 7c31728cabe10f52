package org.uketsuke.kiosk.reader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.ReaderMatch;
import org.uketsuke.kiosk.profile.ReaderProfile;
import org.uketsuke.kiosk.reader.ReaderStatus.State;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.scan.ScanSink;

/**
 * All card readers of this kiosk. One thread lists what is plugged in, one watches for calls that hang, and each reader has
 * one of its own; all are daemons, all heal by themselves, and {@link #close} ends them.
 */
public final class Readers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int LIST_MILLIS = 300;
    private static final int NOT_INSTALLED_MILLIS = 5_000;
    private static final int WATCH_MILLIS = 100;
    private static final int END_MILLIS = 1_500;

    private final HardwareProfiles profiles;
    private final Optional<Pattern> readerFilter;
    private final SmartCards cards;
    private final ScanSink sink;
    private final LongSupplier nanoTime;
    private final Consumer<List<ReaderStatus>> onChange;
    private final Map<String, ReaderSlot> slots = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Thread lister = new Thread(this::list, "reader-list");
    private final Thread watchdog = new Thread(this::watch, "reader-watchdog");
    private final Thread teller = new Thread(this::tell, "reader-news");
    private final Semaphore news = new Semaphore(0);
    private volatile Optional<ReaderStatus> service = Optional.empty();
    private volatile OptionalLong lookedAtNanos = OptionalLong.empty();

    private Readers(
            HardwareProfiles profiles,
            Optional<Pattern> readerFilter,
            SmartCards cards,
            ScanSink sink,
            LongSupplier nanoTime,
            Consumer<List<ReaderStatus>> onChange) {
        this.profiles = profiles;
        this.readerFilter = readerFilter;
        this.cards = cards;
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
    }

    /**
     * Starts reading cards on every reader that a profile takes, now and later; returns at once. A machine without PC/SC
     * is fine: {@link #status} says so.
     *
     * @param readerFilter only readers whose name contains a match; all when empty
     * @param sink takes the scans, from several threads
     * @param nanoTime monotonic time in nanoseconds, {@code System::nanoTime}
     * @param onChange told the latest {@link #status} after changes, one call at a time, in a thread of its own
     */
    public static Readers start(
            HardwareProfiles profiles,
            Optional<Pattern> readerFilter,
            ScanSink sink,
            LongSupplier nanoTime,
            Consumer<List<ReaderStatus>> onChange) {
        return start(profiles, readerFilter, new PcscCards(), sink, nanoTime, onChange);
    }

    static Readers start(
            HardwareProfiles profiles,
            Optional<Pattern> readerFilter,
            SmartCards cards,
            ScanSink sink,
            LongSupplier nanoTime,
            Consumer<List<ReaderStatus>> onChange) {
        Readers readers = new Readers(profiles, readerFilter, cards, sink, nanoTime, onChange);
        readers.lister.setDaemon(true);
        readers.watchdog.setDaemon(true);
        readers.teller.setDaemon(true);
        readers.lister.start();
        readers.watchdog.start();
        readers.teller.start();
        return readers;
    }

    /**
     * How all readers are that were seen since the start, by name; and the PC/SC service, while it is away. Never waits.
     */
    public List<ReaderStatus> status() {
        List<ReaderStatus> statuses = new ArrayList<>();
        service.ifPresent(statuses::add);
        slots.values().stream()
                .map(ReaderSlot::status)
                .sorted(Comparator.comparing(ReaderStatus::name))
                .forEach(statuses::add);
        return List.copyOf(statuses);
    }

    /** Waits until it is known for the first time which readers there are, or that PC/SC is away; whether that came in time. */
    public boolean lookedWithin(Duration patience) throws InterruptedException {
        return looked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * When it was last found out which readers there are, or that PC/SC is away, in {@code nanoTime}; empty before the first
     * time. It stands still when the service hangs, which is not the same as being away.
     */
    public OptionalLong lookedAtNanos() {
        return lookedAtNanos;
    }

    /** Stops reading; scans already begun are finished. Waits at most a few seconds, also when a reader hangs. */
    @Override
    public void close() {
        closed.countDown();
        changed();
        try {
            lister.join(END_MILLIS);
            watchdog.join(END_MILLIS);
            slots.values().forEach(ReaderSlot::absent);
            for (ReaderSlot slot : slots.values()) {
                slot.join(END_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list() {
        Backoff backoff = new Backoff();
        while (closed.getCount() > 0) {
            try (SmartCards.Context context = cards.open()) {
                while (closed.getCount() > 0) {
                    plugged(context.readerNames());
                    service = Optional.empty();
                    backoff.reset();
                    looked();
                    pause(LIST_MILLIS);
                }
            } catch (ReaderTrouble trouble) {
                serviceAway(trouble);
                pause(trouble.kind() == Kind.NOT_INSTALLED ? NOT_INSTALLED_MILLIS : backoff.next());
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("Listing the readers met something unforeseen and begins anew: {}", e.toString());
                pause(backoff.next());
            }
        }
    }

    private void plugged(List<String> names) {
        long now = nanoTime.getAsLong();
        slots.values().stream().filter(slot -> !names.contains(slot.name())).forEach(ReaderSlot::absent);
        for (String name : names) {
            slot(name).ifPresent(slot -> {
                forgetElsewhere(slot);
                slot.present(now);
            });
        }
    }

    /** A reader put into another socket gets another number: then the old name is no reader that is missed. */
    private void forgetElsewhere(ReaderSlot slot) {
        String base = profiles.baseName(slot.name());
        slots.values()
                .removeIf(other -> other != slot
                        && slot.isGone()
                        && other.isGone()
                        && profiles.baseName(other.name()).equals(base));
    }

    private Optional<ReaderSlot> slot(String name) {
        if (readerFilter.isPresent() && !readerFilter.get().matcher(name).find()) {
            return Optional.empty();
        }
        return profiles.match(name) instanceof ReaderMatch.Used used
                ? Optional.of(slots.computeIfAbsent(name, key -> newSlot(key, used)))
                : Optional.empty();
    }

    private ReaderSlot newSlot(String name, ReaderMatch.Used used) {
        ReaderProfile profile = used.profile();
        LOG.info("Reading cards on {} with profile {}", name, profile.id());
        ReaderMemory memory = new ReaderMemory(profile.timing().debounceMillis());
        return new ReaderSlot(
                name,
                used,
                first -> new ReaderLoop(name, profile, profiles, cards, sink, memory, first, nanoTime, this::changed));
    }

    private void serviceAway(ReaderTrouble trouble) {
        String advice = trouble.kind() == Kind.NOT_INSTALLED
                ? ReadersReport.howToInstall(profiles.platform())
                : ReadersReport.howToStart(profiles.platform());
        Optional<ReaderStatus> away = Optional.of(new ReaderStatus("PC/SC", "", advice, State.NO_SERVICE));
        if (!away.equals(service)) {
            LOG.warn("Cards cannot be read now: {} ({})", trouble.getMessage(), advice);
        }
        service = away;
        looked();
    }

    private void looked() {
        lookedAtNanos = OptionalLong.of(nanoTime.getAsLong());
        looked.countDown();
        changed();
    }

    private void watch() {
        while (closed.getCount() > 0) {
            long now = nanoTime.getAsLong();
            try {
                slots.values().forEach(slot -> slot.abandonIfOverdue(now));
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("The watch over the readers met something unforeseen: {}", e.toString());
            }
            pause(WATCH_MILLIS);
        }
    }

    /** Notes that something may have changed; costs the reader that says so nothing. */
    private void changed() {
        news.release();
    }

    /** Tells the listener in a thread of its own, so that a slow one cannot hold up a card. */
    private void tell() {
        List<ReaderStatus> told = List.of();
        while (closed.getCount() > 0) {
            List<ReaderStatus> now = status();
            if (!now.equals(told)) {
                told = now;
                try {
                    onChange.accept(now);
                } catch (RuntimeException | OutOfMemoryError e) {
                    LOG.error(
                            "The listener of reader states failed: {}",
                            e.getClass().getName());
                }
            }
            try {
                news.acquire();
                news.drainPermits();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause(int millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }
}
