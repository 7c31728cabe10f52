package org.uketsuke.kiosk;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.booth.CardCapture;
import org.uketsuke.kiosk.booth.DeskTools;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.camera.CameraReader;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.journal.TestJournal;
import org.uketsuke.kiosk.reader.ReaderStatus;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.ScannerKeys;
import org.uketsuke.kiosk.screen.ScreenServer;
import org.uketsuke.kiosk.screen.ScreenWiring;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.kiosk.sync.SyncState;
import org.uketsuke.kiosk.wedge.ScannerFormat;
import org.uketsuke.kiosk.wedge.WedgeReader;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.JournalEvent.Fault;
import org.uketsuke.protocol.SealedToken;

/** A booth behind a lock, on real parts but for clock, network and readers, which a test plays. */
final class DutyRig implements AutoCloseable {
    private static final ScannerKeys SCANNER = new ScannerKeys(8, 50, 100, List.of("Enter"));
    private static final ReaderStatus READER =
            new ReaderStatus("Sony RC-S300/P", "sony-rc-s300", "", ReaderStatus.State.READY);

    final SecureRandom random = new SecureRandom();
    final BoothKey key = BoothKey.make(random);
    final Path folder;
    final Path exports;
    final Journal journal;
    final BoothRoster roster;
    final Reception reception;
    final StaffDesk desk;
    final SecretCodes scans;
    final BoothDuty duty;
    final ScreenServer screen = new ScreenServer(random);
    Instant now = TestBooth.OPENS.plusSeconds(60);
    /** How far the server has the journal. */
    long received;

    Optional<Instant> confirmedAt = Optional.empty();
    List<ReaderStatus> readers = List.of(READER);

    /** In a folder that may have served before, with its exports beside it. */
    DutyRig(Path folder, Path exports, Optional<BoothKey> lock) {
        this.folder = folder;
        this.exports = exports;
        KeyPair sealing = SealedToken.newSealingKey(random);
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        Enrolment enrolment = new Enrolment(
                "http://127.0.0.1:9",
                "kiosk-4711",
                TestBooth.assignment(SampleRoster.MEETING, lock.map(made -> made.check(SampleRoster.MEETING))),
                encoder.encodeToString(SampleRoster.serverKey()),
                encoder.encodeToString(SealedToken.rawPublicKey(sealing.getPublic())));
        enrolment.write(folder);
        this.journal = TestJournal.open(folder, clock(), System::nanoTime);
        this.roster = new BoothRoster(folder, enrolment, random, this::tell);
        this.reception = new Reception(
                new ReceptionSettings(roster::assignment, "test", () -> false, scan -> {}),
                journal,
                roster.vault(),
                new Credentials(enrolment.sealingKeyBytes(), Ed25519.check(), random),
                screen,
                clock(),
                System::nanoTime);
        CardCapture capture = new CardCapture(reception, roster.vault()::current, reception, System::nanoTime);
        this.desk = new StaffDesk(
                roster::assignment,
                journal,
                roster.vault()::current,
                reception,
                capture,
                clock(),
                new DeskTools(random, System::nanoTime));
        this.scans = SecretCodes.before(capture, roster, desk, screen);
        KioskSettings settings = new KioskSettings(
                folder,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                new DutySettings(Optional.empty(), Optional.of(exports)),
                "test");
        DutyFacts facts = new DutyFacts(
                roster, journal, clock(), this::sync, () -> readers, () -> confirmedAt, DutyPrinter.none(), settings);
        this.duty = BoothDuty.of(settings, enrolment, message -> new byte[64], reception, facts, DutyPrinter.none());
    }

    /** A booth that the office made a key for, and its roster with two of staff at rest. */
    static DutyRig locked(Path folder, Path exports) {
        DutyRig rig = new DutyRig(folder, exports, Optional.empty());
        rig.roster.hear(TestBooth.assignment(SampleRoster.MEETING, Optional.of(rig.key.check(SampleRoster.MEETING))));
        return rig;
    }

    /** The same with the key brought and the roster there. */
    static DutyRig opened(Path folder, Path exports) {
        DutyRig rig = locked(folder, exports);
        rig.roster.give(rig.key);
        rig.bringRoster();
        return rig;
    }

    /** What a pull brings. */
    void bringRoster() {
        SampleRoster sample = SampleRoster.make(exports.resolve("sample-" + System.nanoTime() + ".db"), 10, 1);
        roster.vault().installSnapshot(sample.manifest(), sample.bytes());
        roster.vault().apply(SampleStaff.delta(1), 2);
        confirmedAt = Optional.of(now);
    }

    /** Serves the pages. */
    String serve() {
        BoothView view = new BoothView(
                roster::assignment,
                clock(),
                journal,
                journal::health,
                this::sync,
                roster.vault(),
                () -> readers,
                reception,
                false,
                duty::glance);
        screen.start(
                0,
                new ScreenWiring(
                        view::status,
                        scans,
                        SCANNER,
                        new WedgeReader(new ScannerFormat("keyboard-wedge", "", ""), scans, System::nanoTime),
                        new CameraReader(scans, System::nanoTime),
                        call -> {},
                        List.of(),
                        desk,
                        org.uketsuke.kiosk.printer.Printers.off(),
                        () -> new org.uketsuke.kiosk.reader.ReadersReport.Report("", false, List.of()),
                        duty,
                        (tab, publicPage) -> {}));
        return screen.firstUrl();
    }

    private SyncState sync() {
        return new SyncState(received > 0, received, Optional.of(now).filter(at -> received > 0), Optional.empty());
    }

    private void tell(Fault fault) {
        try {
            journal.append(fault);
        } catch (NotRecorded e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody touches the card of a member. */
    void touch(int member) {
        scans.accept(TestBooth.card(member));
    }

    /** Somebody holds a code to the scanner. */
    void scan(String text) {
        scans.accept(new Scan.Text(text, "keyboard-wedge"));
    }

    List<JournalEvent> recorded() {
        List<JournalEvent> events = new ArrayList<>();
        journal.forEach(0, entry -> events.add(entry.event()));
        return events;
    }

    JournalEntry last() {
        List<JournalEntry> entries = new ArrayList<>();
        journal.forEach(journal.head().seq() - 1, entries::add);
        return entries.get(0);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public void close() {
        screen.close();
        journal.close();
    }
}
