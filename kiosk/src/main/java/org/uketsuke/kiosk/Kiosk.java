package org.uketsuke.kiosk;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.booth.CardCapture;
import org.uketsuke.kiosk.booth.Counted;
import org.uketsuke.kiosk.booth.DeskTools;
import org.uketsuke.kiosk.booth.Registrar;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.camera.CameraReader;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.health.PageWatch;
import org.uketsuke.kiosk.health.SelfCheck;
import org.uketsuke.kiosk.health.Vitals;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.reader.CardSource;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.kiosk.reader.Readers;
import org.uketsuke.kiosk.reader.ReadersReport;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.screen.Heartbeat;
import org.uketsuke.kiosk.screen.HelpCall;
import org.uketsuke.kiosk.screen.ScreenServer;
import org.uketsuke.kiosk.screen.ScreenWiring;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.KioskKey;
import org.uketsuke.kiosk.sync.Replication;
import org.uketsuke.kiosk.sync.SyncState;
import org.uketsuke.kiosk.wedge.WedgeReader;

/** The wiring of one booth: what is connected to what, and in which order it starts and stops. */
public final class Kiosk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Kiosk.class);

    private final Parts parts;
    private final ScreenServer screen;
    private final Readers readers;
    private final Vitals vitals;

    private Kiosk(Parts parts, ScreenServer screen, Readers readers, Vitals vitals) {
        this.parts = parts;
        this.screen = screen;
        this.readers = readers;
        this.vitals = vitals;
    }

    /**
     * Starts a booth that reads cards over PC/SC.
     *
     * @throws JournalDamaged if the journal cannot be trusted; it was left as it is
     * @throws IllegalStateException with what to do, if the folder is not enrolled or the port is taken
     */
    public static Kiosk start(KioskSettings settings, Clock clock, LongSupplier nanoTime, SecureRandom random)
            throws JournalDamaged {
        return start(settings, Readers::start, clock, nanoTime, random);
    }

    /**
     * Starts a booth that reads cards from elsewhere, for a measurement.
     *
     * @throws JournalDamaged if the journal cannot be trusted; it was left as it is
     * @throws IllegalStateException with what to do, if the folder is not enrolled or the port is taken
     */
    public static Kiosk start(
            KioskSettings settings, CardSource cards, Clock clock, LongSupplier nanoTime, SecureRandom random)
            throws JournalDamaged {
        Enrolment enrolment = Enrolment.read(settings.dataFolder())
                .orElseThrow(() -> new IllegalStateException(settings.dataFolder()
                        + " is not enrolled. Run first: kiosk enrol --server URL --code CODE --data "
                        + settings.dataFolder()));
        HardwareProfiles profiles = HardwareProfiles.load(
                Platform.of(System.getProperty("os.name")),
                Optional.of(settings.dataFolder().resolve("hardware-profiles")));
        BoothDevices devices = BoothDevices.of(profiles, settings);
        KioskKey key = KioskKey.enrolled(settings.dataFolder());
        Journal journal = Journal.open(settings.journal(), clock, nanoTime, random);
        Wiring wiring = new Wiring(settings, enrolment, devices, cards, key, journal, clock, nanoTime, random);
        try {
            return wiring.connect();
        } catch (RuntimeException e) {
            wiring.parts.close();
            throw e;
        }
    }

    /** Address of the screen, with this start's secret: for the browser of this machine. */
    public String screenUrl() {
        return screen.firstUrl();
    }

    /** Waits until the readers were looked at, so that a card can be read; whether that came in time. */
    public boolean readersLookedAtWithin(Duration patience) throws InterruptedException {
        return readers.lookedWithin(patience);
    }

    /** What shows that it works. */
    public Vitals vitals() {
        return vitals;
    }

    /** Stops in reverse order: nothing new comes in, what came in is recorded and, if there is a network, sent. */
    @Override
    public void close() {
        parts.close();
    }

    /** The parts on their way to becoming one kiosk. */
    private static final class Wiring {
        private final KioskSettings settings;
        private final Enrolment enrolment;
        private final BoothDevices devices;
        private final CardSource cards;
        private final KioskKey key;
        private final Journal journal;
        private final Clock clock;
        private final LongSupplier nanoTime;
        private final SecureRandom random;
        private final BoothRoster roster;
        private final Parts parts = new Parts();
        private volatile Supplier<SyncState> sync = SyncState::before;
        private volatile Supplier<List<ReaderStatus>> readers = List::of;
        private volatile Supplier<Optional<Instant>> rosterConfirmedAt = Optional::empty;
        private volatile Consumer<Counted> counted = scan -> {};

        Wiring(
                KioskSettings settings,
                Enrolment enrolment,
                BoothDevices devices,
                CardSource cards,
                KioskKey key,
                Journal journal,
                Clock clock,
                LongSupplier nanoTime,
                SecureRandom random) {
            this.settings = settings;
            this.enrolment = enrolment;
            this.devices = devices;
            this.cards = cards;
            this.key = key;
            this.journal = journal;
            this.clock = clock;
            this.nanoTime = nanoTime;
            this.random = random;
            this.parts.add(journal);
            this.roster = new BoothRoster(
                    settings.dataFolder(), enrolment, random, fault -> Upkeep.recordFault(journal, fault));
        }

        /** The port comes first: where it is taken, nothing has been recorded and no card was read. */
        Kiosk connect() {
            RosterVault vault = roster.vault();
            ScreenServer screen = new ScreenServer(random);
            ReceptionSettings serving = new ReceptionSettings(
                    roster::assignment, settings.software(), this::online, scan -> counted.accept(scan));
            Reception reception = new Reception(serving, journal, vault, credentials(), screen, clock, nanoTime);
            CardCapture scans = new CardCapture(reception, vault::current, reception, nanoTime);
            StaffDesk desk = desk(vault, reception, scans);
            Printer printer = BoothDevices.printer(devices.profiles(), settings.machine(), nanoTime);
            parts.add(printer);
            PageWatch page = new PageWatch(nanoTime);
            counted = desk::counted;
            BoothDuty duty = duty(reception, printer);
            parts.add(screen);
            BoothView view = view(vault, reception, duty);
            screen.start(
                    settings.port(),
                    screenWiring(view, SecretCodes.before(scans, roster, desk, screen), desk, printer, duty, page));
            roster.giveFrom(settings.duty().boothKeyFile());
            Upkeep.open(reception);
            Replication replication =
                    Replication.start(enrolment, key, journal, vault, roster::hear, clock, nanoTime, random);
            parts.addBeneath(screen, replication);
            sync = replication::state;
            rosterConfirmedAt = replication::rosterConfirmedAt;
            roster.onOpened(replication::pullRosterNow);
            parts.addBeneath(screen, () -> Upkeep.recordTally(reception));
            Readers started = cards.start(
                    devices.profiles(),
                    settings.readerFilter(),
                    new ReaderSink(scans, screen),
                    nanoTime,
                    status -> LOG.debug("Readers: {}", status));
            parts.add(started);
            readers = started::status;
            parts.add(Upkeep.tallies(reception));
            parts.add(duty.begin());
            parts.add(Upkeep.warmUp(reception, replication));
            return new Kiosk(parts, screen, started, vitals(screen, started, page));
        }

        private Vitals vitals(ScreenServer screen, Readers started, PageWatch page) {
            return new Vitals(
                    started::lookedAtNanos, () -> journal.head().seq() >= 0, SelfCheck.of(screen.port()), page);
        }

        private boolean online() {
            Instant device = clock.instant();
            return sync.get()
                    .online(Moment.of(device, journal.serverOffset(device)).at());
        }

        private BoothDuty duty(Reception reception, Printer slips) {
            DutyPrinter printer = new SlipDutyPrinter(slips);
            Supplier<SyncState> standing = () -> sync.get();
            DutyFacts facts = new DutyFacts(
                    roster,
                    journal,
                    clock,
                    standing,
                    () -> readers.get(),
                    () -> rosterConfirmedAt.get(),
                    printer,
                    settings);
            return BoothDuty.of(settings, enrolment, key.signer(), reception, facts, printer);
        }

        private BoothView view(RosterVault vault, Reception reception, BoothDuty duty) {
            return new BoothView(
                    roster::assignment,
                    clock,
                    journal,
                    journal::health,
                    () -> sync.get(),
                    vault,
                    () -> readers.get(),
                    reception,
                    settings.camera(),
                    duty::glance);
        }

        private Credentials credentials() {
            return new Credentials(enrolment.sealingKeyBytes(), Ed25519.check(), random);
        }

        private StaffDesk desk(RosterVault vault, Registrar registrar, CardCapture scans) {
            return new StaffDesk(
                    roster::assignment,
                    journal,
                    vault::current,
                    registrar,
                    scans,
                    clock,
                    new DeskTools(random, nanoTime));
        }

        private ScreenWiring screenWiring(
                BoothView view, ScanSink scans, StaffDesk desk, Printer printer, BoothDuty duty, PageWatch page) {
            return new ScreenWiring(
                    view::status,
                    scans,
                    devices.keys(),
                    new WedgeReader(devices.scanner(), scans, nanoTime),
                    new CameraReader(scans, nanoTime),
                    call -> desk.call(call == HelpCall.FORGOTTEN_CARD),
                    settings.samples().map(SampleFile::read).orElse(List.of()),
                    desk,
                    printer,
                    () -> ReadersReport.of(devices.profiles()),
                    duty,
                    heartbeat(page));
        }

        private static Heartbeat heartbeat(PageWatch page) {
            return new Heartbeat() {
                @Override
                public void beat(String tab, boolean publicPage) {
                    page.beat(tab, publicPage);
                }

                @Override
                public void opened() {
                    page.opened();
                }
            };
        }
    }
}
