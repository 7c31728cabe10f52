package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.Reception;
import org.uketsuke.kiosk.ReceptionSettings;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.bench.SimulatedTime;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.journal.Verification;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.protocol.SealedToken;

/**
 * {@code kiosk bench soak}: months of booth days in one run, with the real reception and the real journal on the real disk;
 * only the clocks are simulated. Whatever a booth would lose over days shows here.
 */
final class SoakBench {
    private static final int TAPS_PER_DAY = 5_000;
    private static final int PRIME = 7919;
    private static final Duration BETWEEN_TAPS = Duration.ofSeconds(5);
    private static final Duration NIGHT = Duration.ofHours(24).minus(BETWEEN_TAPS.multipliedBy(TAPS_PER_DAY));
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    /** One of so many taps is held out a moment too long, again soon, by a stranger, or with a card that is none. */
    private static final int ONE_STAYS = 10;

    private static final int ONE_AGAIN = 25;
    private static final int ONE_STRANGER = 50;
    private static final int ONE_UNREADABLE = 40;
    private static final int TALLY_TAPS = 60;
    private static final long VALID_DAYS = 3_650;

    private final Path folder;
    private final int members;
    private final boolean door;
    private final SimulatedTime time;
    private final LongSupplier realNanos;
    private final SecureRandom random;
    private final PrintStream out;

    /**
     * A run.
     *
     * @param folder an empty folder on the disk to use
     * @param members size of the roster
     * @param door whether the booth keeps the door of a room
     * @param start the first moment of the simulated clock
     * @param realNanos a real monotonic clock, for the rate
     * @param random for keys and ids
     * @param out where to print
     */
    SoakBench(
            Path folder,
            int members,
            boolean door,
            Instant start,
            LongSupplier realNanos,
            SecureRandom random,
            PrintStream out) {
        this.folder = folder;
        this.members = members;
        this.door = door;
        this.time = new SimulatedTime(start);
        this.realNanos = realNanos;
        this.random = random;
        this.out = out;
    }

    /**
     * Taps so many times, prints how the process stands every so often, and in the end whether it grew.
     *
     * @return whether it stayed as it was
     */
    boolean run(long taps, long reportEvery) throws IOException, JournalDamaged, NotRecorded {
        SampleRoster roster = SampleRoster.make(folder.resolve("sample-roster.db"), members, 1);
        JournalSettings settings = new JournalSettings(folder.resolve("data"), List.of(), "bench", "bench");
        try (Journal journal = Journal.open(settings, time, time.nanoTime(), random)) {
            Reception reception = reception(journal, roster);
            reception.open();
            Growth growth = new Growth(folder.resolve("data"), out);
            long before = realNanos.getAsLong();
            for (long tap = 1; tap <= taps; tap++) {
                tap(tap, reception);
                if (tap % reportEvery == 0 || tap == taps) {
                    long now = realNanos.getAsLong();
                    growth.report(tap, journal.head().seq(), now - before);
                    before = realNanos.getAsLong();
                }
            }
            Verification whole = journal.verify();
            out.printf(
                    Locale.ROOT,
                    "journal of %,d entries: %s%n",
                    whole.head().seq(),
                    whole.whole() ? "whole" : "NOT WHOLE: " + whole.differences());
            return growth.verdict() && whole.whole();
        }
    }

    private void tap(long tap, Reception reception) throws NotRecorded {
        time.pass(BETWEEN_TAPS);
        Scan scan = new Scan.Card(SampleRoster.card((int) (tap * PRIME % members)), "felica", "bench");
        expect(tap, reception.accept(scan), Feedback.ACCEPT);
        if (tap % ONE_STAYS == 0) {
            time.pass(A_SECOND);
            expect(tap, reception.accept(scan), Feedback.NONE);
        }
        if (tap % ONE_AGAIN == 0) {
            time.pass(HALF_A_MINUTE);
            expect(tap, reception.accept(scan), Feedback.ACCEPT);
        }
        if (tap % ONE_STRANGER == 0) {
            RawToken stranger = RawToken.of(Medium.FELICA, "0999%012X".formatted(tap));
            expect(tap, reception.accept(new Scan.Card(stranger, "felica", "bench")), Feedback.REJECT);
        }
        if (tap % ONE_UNREADABLE == 0) {
            expect(tap, reception.accept(new Scan.Unidentified(Scan.Why.UNREADABLE, "felica")), Feedback.REJECT);
        }
        if (tap % TALLY_TAPS == 0) {
            reception.recordTally();
        }
        if (tap % TAPS_PER_DAY == 0) {
            reception.close();
            time.pass(NIGHT);
            reception.open();
        }
    }

    private static void expect(long tap, Feedback got, Feedback expected) {
        if (got != expected) {
            throw new CommandFailed("Tap " + tap + " was answered with " + got + ", not with " + expected
                    + ". Check free space where it works (--folder)");
        }
    }

    private Reception reception(Journal journal, SampleRoster roster) {
        RosterVault vault = SampleRoster.vault(folder, random);
        vault.installSnapshot(roster.manifest(), roster.bytes());
        byte[] sealingKey =
                SealedToken.rawPublicKey(SealedToken.newSealingKey(random).getPublic());
        Assignment today = SampleBooth.assignment(time.instant());
        Assignment months = new Assignment(
                today.society(),
                today.societyNumber(),
                today.societyName(),
                today.meeting(),
                today.booth(),
                today.validFrom(),
                today.validTo().plus(Duration.ofDays(VALID_DAYS)),
                today.boothKeyCheck(),
                today.agenda());
        Assignment serving = door ? SampleBooth.atDoor(months) : months;
        return new Reception(
                new ReceptionSettings(() -> serving, "bench", () -> true, counted -> {}),
                journal,
                vault,
                new Credentials(sealingKey, Ed25519.check(), random),
                result -> {},
                time,
                time.nanoTime());
    }
}
