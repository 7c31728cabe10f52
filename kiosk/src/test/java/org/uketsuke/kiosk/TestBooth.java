package org.uketsuke.kiosk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.booth.CardCapture;
import org.uketsuke.kiosk.booth.DeskTools;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.TestJournal;
import org.uketsuke.kiosk.roster.RosterKeyFile;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.screen.Display;
import org.uketsuke.kiosk.screen.Result;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.Messages.MeetingFacts;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.SealedToken;

/** A booth with real journal and roster in a folder, a clock that the test moves, and a screen that remembers. */
final class TestBooth implements AutoCloseable {
    static final Instant OPENS = Instant.parse("2026-10-16T00:00:00Z");
    static final Instant CLOSES = Instant.parse("2026-10-18T09:00:00Z");

    final Path folder;
    final SecureRandom random = new SecureRandom();
    final List<Result> shown = new ArrayList<>();
    final List<JournalEvent.Fault> faults = new ArrayList<>();
    final java.security.KeyPair sealingKey = SealedToken.newSealingKey(random);
    final Journal journal;
    final RosterVault vault;
    Reception reception;
    CardCapture scans;
    /** Where results go besides {@link #shown}. */
    Display display = result -> {};

    StaffDesk desk;
    volatile Instant now = OPENS.plusSeconds(3600);
    volatile long nanos;
    boolean online = true;
    /** What the server tells of sessions; may change while the booth runs. */
    volatile Optional<Agenda> agenda = Optional.empty();

    TestBooth(Path folder) {
        this.folder = folder;
        this.journal = TestJournal.open(folder, clock(), () -> nanos);
        this.vault = new RosterVault(
                folder,
                SampleRoster.MEETING,
                SampleRoster.serverKey(),
                Ed25519.check(),
                new RosterKeyFile(folder.resolve("roster.key"), random),
                random,
                faults::add);
        reopen();
    }

    private void show(Result result) {
        shown.add(result);
        display.show(result);
    }

    /** Everything but the journal anew, as after a restart. */
    void reopen() {
        reception = reception();
        scans = new CardCapture(reception, vault::current, reception, () -> nanos);
        desk = desk();
    }

    /** A desk as after a restart: what it knows comes from the journal. */
    StaffDesk desk() {
        return new StaffDesk(
                this::serving, journal, vault::current, reception, scans, clock(), new DeskTools(random, () -> nanos));
    }

    /** With a roster of ten members unlocked. */
    static TestBooth unlocked(Path folder) {
        TestBooth booth = new TestBooth(folder);
        SampleRoster roster = SampleRoster.make(folder.resolve("sample.db"), 10, 1);
        booth.vault.installSnapshot(roster.manifest(), roster.bytes());
        return booth;
    }

    /** With a roster of ten members and the {@link SampleStaff} unlocked. */
    static TestBooth staffed(Path folder) {
        TestBooth booth = unlocked(folder);
        booth.vault.apply(SampleStaff.delta(1), 2);
        return booth;
    }

    /** A reception as after a restart: what it knows of registrations comes from the journal. */
    Reception reception() {
        return reception(() -> nanos);
    }

    /** A reception with a monotonic clock of its own. */
    Reception reception(LongSupplier nanoTime) {
        Credentials credentials =
                new Credentials(SealedToken.rawPublicKey(sealingKey.getPublic()), Ed25519.check(), random);
        ReceptionSettings settings =
                new ReceptionSettings(this::serving, "test", () -> online, scan -> desk.counted(scan));
        return new Reception(settings, journal, vault, credentials, this::show, clock(), nanoTime);
    }

    Clock clock() {
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

    /** Where it serves now. */
    Assignment serving() {
        return at(assignment(SampleRoster.MEETING), agenda);
    }

    /** An assignment with another agenda. */
    static Assignment at(Assignment plain, Optional<Agenda> agenda) {
        return new Assignment(
                plain.society(),
                plain.societyNumber(),
                plain.societyName(),
                plain.meeting(),
                plain.booth(),
                plain.validFrom(),
                plain.validTo(),
                plain.boothKeyCheck(),
                agenda);
    }

    static Assignment assignment(String meeting) {
        return assignment(meeting, Optional.empty());
    }

    /** With a booth key. */
    static Assignment assignment(String meeting, Optional<String> boothKeyCheck) {
        Text name = new Text("見本", "Sample");
        MeetingFacts facts = new MeetingFacts(
                meeting,
                name,
                "annual",
                Optional.of(1500L),
                LocalDate.parse("2026-10-16"),
                LocalDate.parse("2026-10-18"),
                LocalDate.parse("2026-10-16"),
                "東京",
                "Asia/Tokyo");
        return new Assignment(
                "sample",
                SampleRoster.SOCIETY_NUMBER,
                name,
                facts,
                "A",
                OPENS,
                CLOSES,
                boothKeyCheck,
                Optional.empty());
    }

    void passSeconds(long seconds) {
        now = now.plusSeconds(seconds);
        nanos += seconds * 1_000_000_000L;
    }

    static Scan card(int member) {
        return card(SampleRoster.card(member));
    }

    static Scan card(RawToken token) {
        return new Scan.Card(token, "felica", "rc-s300");
    }

    List<JournalEvent> recorded() {
        List<JournalEvent> events = new ArrayList<>();
        journal.forEach(0, entry -> events.add(entry.event()));
        return events;
    }

    JournalEvent.Scan lastScan() {
        List<JournalEntry> entries = new ArrayList<>();
        journal.forEach(journal.head().seq() - 1, entries::add);
        return (JournalEvent.Scan) entries.get(0).event();
    }

    Result lastShown() {
        return shown.get(shown.size() - 1);
    }

    @Override
    public void close() {
        journal.close();
    }
}
