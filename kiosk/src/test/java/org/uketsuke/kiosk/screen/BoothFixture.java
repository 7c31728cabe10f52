package org.uketsuke.kiosk.screen;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.uketsuke.kiosk.health.PageWatch;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Frame;
import org.uketsuke.kiosk.scan.FrameReader.Sighting;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.TypedReader;
import org.uketsuke.kiosk.screen.BoothStatus.ReaderLine;
import org.uketsuke.kiosk.screen.BoothStatus.Service;
import org.uketsuke.kiosk.sync.SyncTrouble;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;

/** A screen with everything behind it in reach of a test: what the page sent lies in queues, the status can be set. */
public final class BoothFixture implements AutoCloseable {
    static final ScannerKeys SCANNER = new ScannerKeys(8, 50, 100, List.of("Enter", "NumpadEnter", "Tab"));
    static final Instant NOW = Instant.parse("2026-10-16T00:02:00Z");

    private static final List<ReaderLine> ONE_READER = oneReader("ready");
    private static final Optional<SyncTrouble> UNREACHABLE = Optional.of(SyncTrouble.UNREACHABLE);

    final LinkedBlockingQueue<Scan> scans = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<String> typed = new LinkedBlockingQueue<>();
    /** Bursts that the page could make no text of. */
    final Semaphore unreadable = new Semaphore(0);

    final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>(4);
    final LinkedBlockingQueue<HelpCall> helpCalls = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Beat> beats = new LinkedBlockingQueue<>();
    private volatile Optional<PageWatch> watch = Optional.empty();
    volatile BoothStatus status = open();
    volatile CountDownLatch diskAnswers = new CountDownLatch(0);
    final AtomicInteger statusesAsked = new AtomicInteger();
    volatile boolean statusRunsOutOfMemory;
    volatile boolean fault;
    volatile boolean lastFrameKept;
    volatile Sighting sighting = Sighting.NOTHING;
    final PlayedDuty duty = new PlayedDuty();
    private final QuietDesk quiet = new QuietDesk();
    final ScreenServer screen = new ScreenServer(new SecureRandom());

    /** What a visible tab said. */
    public record Beat(String tab, boolean publicPage) {}

    /** An open booth that waits for people; its scanner takes its time between two keys, as programs that type do. */
    public static BoothFixture calm() {
        return new BoothFixture(0, new ScannerKeys(8, 500, 1_000, List.of("Enter")));
    }

    /** Has the page watched as on a booth. */
    public void watchedBy(PageWatch page) {
        watch = Optional.of(page);
    }

    /** Locks the booth: the page for opening it asks for the key, which people may type. */
    public void wantKey() {
        duty.keyWanted = true;
    }

    /** One of staff holds out her card: the public page gives way to the desk. */
    public void staffCame() {
        screen.staffCame();
    }

    /** What visible tabs said, oldest first. */
    public BlockingQueue<Beat> beats() {
        return beats;
    }

    /** What a scanner typed, oldest first. */
    public BlockingQueue<String> typed() {
        return typed;
    }

    /** The address that opens the page. */
    public String address() {
        return screen.firstUrl();
    }

    /** The port of the page. */
    public int port() {
        return screen.port();
    }

    BoothFixture(Sample... samples) {
        this(0, SCANNER, samples);
    }

    /** A screen on a port of its own choice (0: any free one), with a scanner of its own manners. */
    BoothFixture(int port, ScannerKeys scanner, Sample... samples) {
        screen.start(
                port,
                new ScreenWiring(
                        this::statusUnlessHung,
                        scan -> {
                            scans.add(scan);
                            return Feedback.ACCEPT;
                        },
                        scanner,
                        scanner(),
                        frame -> {
                            boolean kept = frames.offer(frame);
                            lastFrameKept = kept;
                            return sighting;
                        },
                        helpCalls::add,
                        List.of(samples),
                        quiet.desk(),
                        org.uketsuke.kiosk.printer.Printers.off(),
                        () -> new org.uketsuke.kiosk.reader.ReadersReport.Report("", false, List.of()),
                        duty,
                        heartbeat()));
    }

    private Heartbeat heartbeat() {
        return new Heartbeat() {
            @Override
            public void beat(String tab, boolean publicPage) {
                watch.ifPresent(page -> page.beat(tab, publicPage));
                beats.add(new Beat(tab, publicPage));
            }

            @Override
            public void opened() {
                watch.ifPresent(PageWatch::opened);
            }
        };
    }

    private TypedReader scanner() {
        return new TypedReader() {
            @Override
            public boolean typed(String text) {
                if (fault) {
                    throw new IllegalStateException("broken on purpose");
                }
                return typed.add(text);
            }

            @Override
            public void unreadable() {
                unreadable.release();
            }
        };
    }

    private BoothStatus statusUnlessHung() {
        try {
            diskAnswers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        statusesAsked.incrementAndGet();
        if (statusRunsOutOfMemory) {
            throw new OutOfMemoryError("played");
        }
        return status;
    }

    private static List<ReaderLine> oneReader(String state) {
        return List.of(new ReaderLine("Sony RC-S300/P", "sony-rc-s300", state));
    }

    static BoothStatus open() {
        return status(Service.OPEN, "ready", false, 0);
    }

    static BoothStatus status(Service service, String readerState, boolean camera, long unsent) {
        return status(service, oneReader(readerState), camera, unsent);
    }

    static BoothStatus status(Service service, List<ReaderLine> readers, boolean camera, long unsent) {
        return status(
                service,
                readers,
                camera,
                unsent,
                unsent == 0 ? Optional.empty() : UNREACHABLE,
                false,
                Optional.empty());
    }

    /** A booth that has records to send, and something in the way, though the server was heard a while ago. */
    static BoothStatus hindered(SyncTrouble trouble) {
        return status(Service.OPEN, ONE_READER, false, 128, Optional.of(trouble), false, Optional.empty());
    }

    /** A booth whose disk is full but for what its journal freed. */
    static BoothStatus diskFull() {
        return status(Service.OPEN, ONE_READER, false, 128, Optional.empty(), true, Optional.empty());
    }

    /** A booth at the door of a room. */
    static BoothStatus atDoor(Service service, DoorStanding door) {
        return status(service, ONE_READER, false, 0, Optional.empty(), false, Optional.of(door));
    }

    private static BoothStatus status(
            Service service,
            List<ReaderLine> readers,
            boolean camera,
            long unsent,
            Optional<SyncTrouble> trouble,
            boolean diskFull,
            Optional<DoorStanding> door) {
        return new BoothStatus(
                NOW,
                new Text("第87回日本血液学会学術集会", "The 87th Annual Meeting of the Japanese Society of Hematology"),
                service,
                service == Service.BEFORE ? Optional.of(NOW.plusSeconds(3_480)) : Optional.empty(),
                "A-1",
                "Asia/Tokyo",
                Optional.of(1500L),
                unsent,
                unsent == 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(5_400)),
                Optional.of(unsent == 0 ? NOW.minusSeconds(2) : NOW.minusSeconds(5_390)),
                trouble.isEmpty(),
                trouble,
                diskFull,
                Optional.of(7L),
                readers,
                camera,
                128,
                List.of(),
                door);
    }

    static Result result(Outcome outcome, boolean online) {
        return said(outcome, Direction.NONE, Optional.of("山田 太◯"), Optional.empty(), online, Optional.empty());
    }

    /** A genuine pass whose holder is not on the roster. */
    static Result unknownPass() {
        return refused(PassRefusal.UNKNOWN_HOLDER);
    }

    /** A text that is not taken as a pass. */
    static Result refused(PassRefusal why) {
        return said(why.outcome(), Direction.NONE, Optional.empty(), Optional.of(why.name()), true, Optional.empty());
    }

    static Result directed(Direction direction, boolean online) {
        return said(Outcome.ACCEPTED, direction, Optional.of("𠮷田 﨑◯"), Optional.empty(), online, Optional.empty());
    }

    /** A result at the door of the second room, with all that the screen may say of the session. */
    static Result atDoor(Outcome outcome, Direction direction, SessionResult session) {
        return said(outcome, direction, Optional.of("山田 太◯"), Optional.empty(), true, Optional.of(session));
    }

    /** {@link #unknownPass()} on the way in at that door. */
    static Result unknownPassAtDoor(SessionResult session) {
        PassRefusal why = PassRefusal.UNKNOWN_HOLDER;
        return said(why.outcome(), Direction.IN, Optional.empty(), Optional.of(why.name()), true, Optional.of(session));
    }

    static Result named(String name) {
        return said(Outcome.ACCEPTED, Direction.NONE, Optional.of(name), Optional.empty(), false, Optional.empty());
    }

    private static Result said(
            Outcome outcome,
            Direction direction,
            Optional<String> name,
            Optional<String> reason,
            boolean online,
            Optional<SessionResult> session) {
        Optional<Instant> firstAt = Optional.of(NOW.minusSeconds(1_200)).filter(at -> outcome == Outcome.ALREADY);
        return new Result(NOW, outcome, !outcome.countedOnly(), direction, name, firstAt, reason, online, session);
    }

    @Override
    public void close() {
        screen.close();
        quiet.close();
    }
}
