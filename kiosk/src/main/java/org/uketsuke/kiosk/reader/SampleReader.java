package org.uketsuke.kiosk.reader;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;
import org.uketsuke.kiosk.scan.ScanSink;

/**
 * One reader in memory that notices and answers at once, in the place of PC/SC: for measuring everything behind it. What
 * holds the cards out and what reads them may be any threads.
 */
public final class SampleReader implements CardSource {
    /** A name that the profile of the RC-S300 takes on every platform, so that its timing applies. */
    private static final String NAME = "SONY FeliCa RC-S300/S";

    /** Answer to reset of a FeliCa card: standard 11, card name 00 3B (PC/SC part 3, 3.1.3.2.3). */
    private static final byte[] ANSWER_TO_RESET = HexFormat.of().parseHex("3b8f8001804f0ca00000030611003b0000000042");

    /** GET DATA of the id (PC/SC part 3, 3.2.2.1.3). */
    private static final byte[] GET_DATA = {(byte) 0xFF, (byte) 0xCA, 0, 0, 0};

    private static final int DONE = 0x9000;
    private static final int CLASS_NOT_SUPPORTED = 0x6E00;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<byte[]> held = Optional.empty();
    private boolean awaited;

    @Override
    public Readers start(
            HardwareProfiles profiles,
            Optional<Pattern> readerFilter,
            ScanSink sink,
            LongSupplier nanoTime,
            Consumer<List<ReaderStatus>> onChange) {
        return Readers.start(profiles, readerFilter, InMemory::new, sink, nanoTime, onChange);
    }

    /**
     * Holds a FeliCa card to the reader, in the place of any other.
     *
     * @param idm its id, 16 hex digits
     */
    public void hold(String idm) {
        put(Optional.of(HexFormat.of().parseHex(idm)));
    }

    /** Takes the card away. */
    public void take() {
        put(Optional.empty());
    }

    /**
     * Waits until the kiosk waits for a card here, having noticed that the last one is gone.
     *
     * @return whether it does; false after {@code patience}
     */
    public boolean awaitsCardWithin(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long leftNanos = patience.toNanos();
            while (!awaited && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            return awaited;
        } finally {
            lock.unlock();
        }
    }

    private void put(Optional<byte[]> card) {
        lock.lock();
        try {
            held = card;
            awaited = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private byte[] idm() throws ReaderTrouble {
        lock.lock();
        try {
            return held.orElseThrow(() -> new ReaderTrouble(Kind.CARD, "No card is held to the sample reader"));
        } finally {
            lock.unlock();
        }
    }

    private boolean await(boolean present, int millis) throws ReaderTrouble {
        lock.lock();
        try {
            long leftNanos = Duration.ofMillis(millis).toNanos();
            while (held.isPresent() != present && leftNanos > 0) {
                awaited = present;
                changed.signalAll();
                leftNanos = changed.awaitNanos(leftNanos);
            }
            return held.isPresent() == present;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReaderTrouble(Kind.READER_GONE, "Interrupted while waiting at the sample reader", e);
        } finally {
            awaited = false;
            lock.unlock();
        }
    }

    /** What the reader loop sees. */
    private final class InMemory implements SmartCards.Context {
        @Override
        public List<String> readerNames() {
            return List.of(NAME);
        }

        @Override
        public boolean awaitCard(String reader, boolean present, int millis) throws ReaderTrouble {
            return await(present, millis);
        }

        @Override
        public CardLink openCard(String reader, String protocol) throws ReaderTrouble {
            return new FelicaCard(idm());
        }

        @Override
        public CardLink openReader(String reader) throws ReaderTrouble {
            throw new ReaderTrouble(Kind.CARD, "The sample reader has neither light nor buzzer");
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record FelicaCard(byte[] idm) implements CardLink {
        @Override
        public byte[] answerToReset() {
            return ANSWER_TO_RESET.clone();
        }

        @Override
        public boolean isT0() {
            return false;
        }

        @Override
        public byte[] transmit(byte[] command) {
            return Arrays.equals(command, GET_DATA) ? answer(idm, DONE) : answer(new byte[0], CLASS_NOT_SUPPORTED);
        }

        @Override
        public byte[] control(int code, byte[] command) throws ReaderTrouble {
            throw new ReaderTrouble(Kind.CARD, "The sample reader has neither light nor buzzer");
        }

        @Override
        public void close() {
            // holds nothing
        }

        private static byte[] answer(byte[] data, int statusWord) {
            byte[] whole = Arrays.copyOf(data, data.length + 2);
            whole[data.length] = (byte) (statusWord >> 8);
            whole[data.length + 1] = (byte) statusWord;
            return whole;
        }
    }
}
