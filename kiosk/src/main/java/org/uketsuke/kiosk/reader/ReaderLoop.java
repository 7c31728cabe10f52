package org.uketsuke.kiosk.reader;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.ReaderProfile;
import org.uketsuke.kiosk.reader.ReaderStatus.State;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.scan.ScanSink.Taken;

/**
 * One reader's life: wait for a card, read it, hand the scan over, show the result, wait until the card is gone. Whatever
 * goes wrong, it begins anew; it ends only when it is stopped, or abandoned because PC/SC hangs.
 */
final class ReaderLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);
    private static final int OPEN_MILLIS = 5_000;
    /** One wait for a card; a stopped loop notices after at most this. */
    private static final int WAIT_MILLIS = 250;
    /** What a wait may take longer than asked. */
    private static final int WAIT_GRACE_MILLIS = 3_000;
    /** A card at the edge of the field may come back within this. */
    private static final int RETURN_MILLIS = 300;

    private static final int ATTEMPTS_MAX = 3;
    private static final int BUSY_PAUSE_MILLIS = 100;
    private static final int BUSY_ATTEMPTS_MAX = 20;

    private final String reader;
    private final ReaderProfile profile;
    private final SmartCards cards;
    private final CardReading cardReading;
    private final ReaderFeedback feedback;
    private final ScanSink sink;
    private final ReadingNotice notice;
    private final ReaderMemory memory;
    private final LongSupplier nanoTime;
    private final Runnable changed;
    private final CallWatch watch;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile State state;
    private volatile boolean reading;

    /**
     * Makes a loop; {@link #run} is its thread's work.
     *
     * @param first state until the reader has shown how it is
     * @param changed told after every change of state
     */
    ReaderLoop(
            String reader,
            ReaderProfile profile,
            HardwareProfiles profiles,
            SmartCards cards,
            ScanSink sink,
            ReaderMemory memory,
            State first,
            LongSupplier nanoTime,
            Runnable changed) {
        this.reader = reader;
        this.profile = profile;
        this.cards = cards;
        this.cardReading = new CardReading(profiles, profile);
        this.sink = sink;
        this.notice = new ReadingNotice(sink);
        this.memory = memory;
        this.state = first;
        this.nanoTime = nanoTime;
        this.changed = changed;
        this.watch = new CallWatch(nanoTime);
        this.feedback = new ReaderFeedback(
                reader,
                profile.protocol(),
                profile.feedback(),
                profiles.platform().escapeCode(),
                watch);
    }

    @Override
    public void run() {
        Backoff backoff = new Backoff();
        try {
            while (!isStopped()) {
                life(backoff);
                pause(backoff.next());
            }
        } catch (CallWatch.Abandoned e) {
            LOG.info("{} answered again after it was given up; another thread has taken over", reader);
        }
    }

    /** From opening PC/SC to the next trouble, or to whatever a driver throws that nobody foresaw. */
    private void life(Backoff backoff) {
        try (SmartCards.Context context = watch.within(OPEN_MILLIS, cards::open)) {
            feedback.readerFound(context);
            while (!isStopped()) {
                boolean card = awaitCard(context, true, WAIT_MILLIS);
                backoff.reset();
                turn(context, card);
            }
        } catch (ReaderTrouble trouble) {
            LOG.debug("{}: {} ({})", reader, trouble.getMessage(), trouble.kind());
            become(trouble.kind() == Kind.READER_GONE ? State.GONE : State.NO_SERVICE);
        } catch (CallWatch.Abandoned e) {
            throw e;
        } catch (RuntimeException e) {
            String what = e.getClass().getName();
            LOG.error("{} met something unforeseen and begins anew: {}", reader, what);
            become(State.NO_SERVICE);
        }
    }

    private void turn(SmartCards.Context context, boolean card) throws ReaderTrouble {
        if (card) {
            become(State.CARD);
            visit(context);
        } else {
            memory.cardAbsent(nanoTime.getAsLong());
        }
        become(State.READY);
    }

    /** One card, from its coming to its going. */
    private void visit(SmartCards.Context context) throws ReaderTrouble {
        Reading current = readAndTell(context);
        memory.guard().stays(current, nanoTime.getAsLong());
        while (!isStopped() && !awaitCard(context, false, profile.timing().recheckMillis())) {
            Optional<Reading> again = readAgain(context);
            if (again.isPresent() && !again.get().equals(current)) {
                current = again.get();
                tell(context, current);
            }
            memory.guard().stays(current, nanoTime.getAsLong());
        }
        memory.guard().left(current, nanoTime.getAsLong());
    }

    /** While {@link #reading} holds, somebody waits for an answer; it must not outlast the reading, however that ends. */
    private Reading readAndTell(SmartCards.Context context) throws ReaderTrouble {
        notice.begin();
        try {
            pause(profile.timing().settleMillis());
            reading = true;
            Reading read = readPatiently(context);
            reading = false;
            tell(context, read);
            return read;
        } finally {
            reading = false;
            notice.end();
        }
    }

    /** Reads a card that just came; a card badly held gets a few attempts. */
    private Reading readPatiently(SmartCards.Context context) throws ReaderTrouble {
        Reading result = new Reading.Failed("stopped");
        int attempts = 0;
        int busy = 0;
        while (attempts < ATTEMPTS_MAX && busy < BUSY_ATTEMPTS_MAX && !isStopped()) {
            try {
                result = readOnce(context);
                if (!(result instanceof Reading.Failed)) {
                    return result;
                }
                attempts++;
            } catch (ReaderTrouble trouble) {
                result = new Reading.Failed(String.valueOf(trouble.getMessage()));
                if (trouble.kind() == Kind.BUSY) {
                    busy++;
                    pause(BUSY_PAUSE_MILLIS);
                } else if (trouble.kind() == Kind.CARD) {
                    attempts++;
                    if (!awaitCard(context, true, RETURN_MILLIS)) {
                        return result;
                    }
                } else {
                    throw trouble;
                }
            }
        }
        return result;
    }

    /** Reads a card that stays, to notice a swap without a sign (hardware.md A4-14); empty when that tells nothing. */
    private Optional<Reading> readAgain(SmartCards.Context context) throws ReaderTrouble {
        try {
            Reading again = readOnce(context);
            return again instanceof Reading.Failed ? Optional.empty() : Optional.of(again);
        } catch (ReaderTrouble trouble) {
            if (trouble.kind() == Kind.CARD || trouble.kind() == Kind.BUSY) {
                return Optional.empty();
            }
            throw trouble;
        }
    }

    private Reading readOnce(SmartCards.Context context) throws ReaderTrouble {
        int millis = profile.timing().apduTimeoutMillis();
        CardLink link = watch.within(millis, () -> context.openCard(reader, profile.protocol()));
        try {
            Exchange exchange =
                    new Exchange(command -> watch.within(millis, () -> link.transmit(command)), link.isT0());
            return cardReading.read(link.answerToReset(), exchange);
        } finally {
            watch.close(millis, link);
        }
    }

    private void tell(SmartCards.Context context, Reading current) {
        if (current instanceof Reading.Failed failed) {
            LOG.debug("{} could not read a card: {}", reader, failed.reason());
        }
        if (memory.isNew(current, nanoTime.getAsLong())) {
            Taken taken = accept(current.asScan(profile.id()));
            if (!taken.recorded()) {
                memory.forget();
            }
            feedback.show(context, taken.feedback());
        }
    }

    /** Hands a scan over. What the sink throws is its own trouble, the reader goes on. */
    private Taken accept(Scan scan) {
        try {
            return sink.take(scan);
        } catch (RuntimeException e) {
            LOG.error("A scan of {} was not accepted: {}", reader, e.getClass().getName());
            return new Taken(Feedback.REJECT, false);
        }
    }

    /**
     * Called by the watchdog: gives this loop up if PC/SC hangs; whether it did just now. The person at the reader is told
     * that the card could not be read, once per card.
     */
    boolean abandonIfOverdue(long now) {
        if (!watch.abandonIfOverdue(now)) {
            return false;
        }
        become(State.STUCK);
        LOG.warn("{} does not answer; going on without waiting for it", reader);
        Reading hung = new Reading.Failed("hung");
        if (reading && memory.isNew(hung, now)) {
            Thread teller = new Thread(() -> tellHung(hung), "reader-stuck");
            teller.setDaemon(true);
            teller.start();
        } else {
            notice.end();
        }
        return true;
    }

    private void tellHung(Reading hung) {
        accept(hung.asScan(profile.id()));
        notice.end();
    }

    boolean abandoned() {
        return watch.abandoned();
    }

    State state() {
        return state;
    }

    /** Asks the loop to end; it does so at its next chance. */
    void stop() {
        stopped.countDown();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private boolean awaitCard(SmartCards.Context context, boolean present, int millis) throws ReaderTrouble {
        return watch.within(millis + WAIT_GRACE_MILLIS, () -> context.awaitCard(reader, present, millis));
    }

    private void become(State next) {
        if (state != next) {
            state = next;
            changed.run();
        }
    }

    private void pause(int millis) {
        try {
            stopped.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop();
        }
    }
}
