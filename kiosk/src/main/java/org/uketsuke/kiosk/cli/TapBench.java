package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.Reception;
import org.uketsuke.kiosk.ReceptionSettings;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.bench.Times;
import org.uketsuke.kiosk.credential.Credentials;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalSettings;
import org.uketsuke.kiosk.roster.RosterVault;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Messages.Assignment;
import org.uketsuke.protocol.SealedToken;

/**
 * {@code kiosk bench tap}: from the identified card to the committed entry, the whole way of {@link Reception#accept},
 * interleaved with what the disk can do at all: appending 4 KB to a file and waiting until they are on the medium.
 */
final class TapBench {
    /** The file that is synced once before each tap; {@link SyncsPerTap} tells the taps of a trace apart by it. */
    static final String FLOOR_NAME = "floor";

    private static final double GOAL_P50 = 1.5;
    private static final double GOAL_P99 = 3;
    private static final int FLOOR_BYTES = 4096;
    private static final int WARM_UP_TAPS = 500;
    private static final int PRIME = 7919;

    private final Path folder;
    private final int members;
    private final boolean door;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final SecureRandom random;

    /**
     * A run.
     *
     * @param folder an empty folder on the disk to measure
     * @param members size of the roster
     * @param door whether the booth keeps the door of a room
     * @param clock the device's wall clock
     * @param nanoTime the device's monotonic clock
     * @param random for keys and ids
     */
    TapBench(Path folder, int members, boolean door, Clock clock, LongSupplier nanoTime, SecureRandom random) {
        this.folder = folder;
        this.members = members;
        this.door = door;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Taps so many times and prints what it took. */
    void run(int taps, PrintStream out) throws IOException, JournalDamaged {
        SampleRoster roster = SampleRoster.make(folder.resolve("sample-roster.db"), members, 1);
        try (Journal journal = Journal.open(
                        new JournalSettings(folder.resolve("data"), List.of(), "bench", "bench"),
                        clock,
                        nanoTime,
                        random);
                FileChannel floorFile = FileChannel.open(
                        folder.resolve(FLOOR_NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Reception reception = reception(journal, roster);
            reception.warmUp();
            measure(WARM_UP_TAPS, 0, reception, floorFile, new Times(), new Times());
            Times floor = new Times();
            Times tap = new Times();
            measure(taps, WARM_UP_TAPS, reception, floorFile, floor, tap);
            out.println("roster of " + members + " members, journal "
                    + journal.head().seq() + " entries");
            out.println(floor.line("floor: append 4 KB + fdatasync"));
            out.println(tap.line("tap: card identified to committed"));
            out.println(tap.ratio(floor, GOAL_P50, GOAL_P99));
        }
    }

    private void measure(int taps, int from, Reception reception, FileChannel file, Times floor, Times tap)
            throws IOException {
        ByteBuffer block = ByteBuffer.allocateDirect(FLOOR_BYTES);
        for (int i = from; i < from + taps; i++) {
            block.clear().putInt(i).clear();
            long start = nanoTime.getAsLong();
            file.write(block);
            file.force(false);
            floor.add(nanoTime.getAsLong() - start);

            Scan scan = new Scan.Card(SampleRoster.card((int) ((long) i * PRIME % members)), "felica", "bench");
            start = nanoTime.getAsLong();
            Feedback feedback = reception.accept(scan);
            tap.add(nanoTime.getAsLong() - start);
            if (feedback != Feedback.ACCEPT) {
                throw new IllegalStateException("Tap " + i + " was not accepted");
            }
        }
    }

    private Reception reception(Journal journal, SampleRoster roster) {
        RosterVault vault = SampleRoster.vault(folder, random);
        vault.installSnapshot(roster.manifest(), roster.bytes());
        byte[] sealingKey =
                SealedToken.rawPublicKey(SealedToken.newSealingKey(random).getPublic());
        Assignment reception = SampleBooth.assignment(clock.instant());
        Assignment assignment = door ? SampleBooth.atDoor(reception) : reception;
        return new Reception(
                new ReceptionSettings(() -> assignment, "bench", () -> true, counted -> {}),
                journal,
                vault,
                new Credentials(sealingKey, Ed25519.check(), random),
                result -> {},
                clock,
                nanoTime);
    }
}
