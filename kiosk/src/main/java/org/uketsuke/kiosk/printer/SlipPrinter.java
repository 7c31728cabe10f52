package org.uketsuke.kiosk.printer;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.profile.PrinterProfile;
import org.uketsuke.kiosk.profile.PrinterProfile.Status;

/** A real printer: slips wait in a short queue for a thread that does everything that can take time. */
final class SlipPrinter implements Printer {
    private static final Logger LOG = LoggerFactory.getLogger(SlipPrinter.class);
    private static final int WAITING_MAX = 8;
    private static final int STRAY_BYTES_MAX = 32;
    private static final long END_MILLIS = 1_000;

    private final PrinterProfile profile;
    private final Port.Opener opener;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::serve, "printer");
    private volatile PrinterState state = PrinterState.UNREACHABLE;

    private SlipPrinter(PrinterProfile profile, Port.Opener opener, Patience patience, LongSupplier nanoTime) {
        this.profile = profile;
        this.opener = opener;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Begins; what the printer is like is known soon. */
    static SlipPrinter start(PrinterProfile profile, Port.Opener opener, Patience patience, LongSupplier nanoTime) {
        SlipPrinter printer = new SlipPrinter(profile, opener, patience, nanoTime);
        printer.thread.setDaemon(true);
        printer.thread.setPriority(Thread.MIN_PRIORITY);
        printer.thread.start();
        return printer;
    }

    /**
     * How long what may take.
     *
     * @param connect until the line is open
     * @param answer until the printer says how it is
     * @param print until it has taken a slip
     * @param again between two tries
     * @param look between two looks at a printer that has nothing to do
     * @param keep how long a slip may wait for its print
     */
    record Patience(Duration connect, Duration answer, Duration print, Duration again, Duration look, Duration keep) {
        /** For people and printers. */
        static Patience real() {
            return new Patience(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(2));
        }
    }

    private record Waiting(Slip slip, long sinceNanos) {}

    @Override
    public boolean print(Slip slip) {
        return closed.getCount() > 0
                && state != PrinterState.NO_FONT
                && queue.offer(new Waiting(slip, nanoTime.getAsLong()));
    }

    @Override
    public PrinterState state() {
        return state;
    }

    private void serve() {
        try {
            Optional<SlipFont> font = SlipFont.installed();
            if (font.isEmpty()) {
                turn(PrinterState.NO_FONT, "no font with Japanese letters is installed; on Debian: fonts-noto-cjk");
                return;
            }
            serve(new Ink(profile.widthDots(), font.get()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError | java.awt.AWTError | OutOfMemoryError e) {
            turn(
                    PrinterState.NO_FONT,
                    "this Java cannot draw text (" + e.getClass().getName() + ")");
        }
    }

    private void serve(Ink ink) throws InterruptedException {
        look();
        while (closed.getCount() > 0) {
            Waiting next = queue.poll(patience.look().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                look();
            } else {
                print(next, ink);
            }
        }
    }

    private void print(Waiting waiting, Ink ink) throws InterruptedException {
        byte[] bytes;
        try {
            bytes = EscPos.print(ink.draw(waiting.slip()), profile);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("A slip cannot be drawn: {}", e.getClass().getName());
            return;
        }
        while (closed.getCount() > 0) {
            if (nanoTime.getAsLong() - waiting.sinceNanos() > patience.keep().toNanos()) {
                LOG.warn("A slip was given up: the printer was {} too long", state.wireName());
                return;
            }
            if (tried(bytes)) {
                return;
            }
            closed.await(patience.again().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the slip is done with; one that broke off halfway is, for the rest of it cannot be told from a second one. */
    private boolean tried(byte[] bytes) {
        try (Port port = opener.open(patience.connect())) {
            PrinterState before = ask(port);
            if (before != PrinterState.READY) {
                turn(before, "it said so");
                return false;
            }
            long begun = port.written();
            try {
                port.write(bytes, patience.print());
            } catch (IOException e) {
                turn(PrinterState.UNREACHABLE, e.getMessage());
                return port.written() > begun;
            }
            turn(ask(port), "after a print");
            return true;
        } catch (IOException e) {
            turn(PrinterState.UNREACHABLE, e.getMessage());
            return false;
        }
    }

    private void look() {
        try (Port port = opener.open(patience.connect())) {
            turn(ask(port), "it said so");
        } catch (IOException e) {
            turn(PrinterState.UNREACHABLE, e.getMessage());
        }
    }

    private PrinterState ask(Port port) throws IOException {
        if (profile.status() == Status.NONE) {
            return PrinterState.READY;
        }
        port.write(EscPos.ASK_PAPER, patience.answer());
        for (int i = 0; i < STRAY_BYTES_MAX; i++) {
            OptionalInt answer = port.read(patience.answer());
            if (answer.isEmpty()) {
                return PrinterState.UNREACHABLE;
            }
            switch (EscPos.paper(answer.getAsInt())) {
                case THERE -> {
                    return PrinterState.READY;
                }
                case OUT -> {
                    return PrinterState.NO_PAPER;
                }
                case UNKNOWN -> LOG.debug("The printer said something else");
            }
        }
        return PrinterState.UNREACHABLE;
    }

    private void turn(PrinterState now, @Nullable String why) {
        if (state != now) {
            LOG.info("Printer {}: {} ({})", profile.id(), now.wireName(), why);
        }
        state = now;
    }

    @Override
    public void close() {
        closed.countDown();
        queue.clear();
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
