package org.uketsuke.kiosk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which syncs of a trace belong to taps. Lines as strace 6.1 wrote them, shortened. */
final class SyncTraceTest {
    private static final String FLOOR = "71  fdatasync(5</bench/floor>)       = 0";
    private static final String TAP = "71  fdatasync(9</bench/data/journal.db-wal>) = 0";
    private static final String CHECKPOINT = "84  fdatasync(8</bench/data/journal.db>) = 0";

    @Test
    void aTapLiesBetweenTwoSyncsOfTheFloor() {
        assertThat(SyncTrace.read(List.of(FLOOR, TAP, FLOOR, TAP, FLOOR), "floor"))
                .contains(new SyncTrace(2, 2, 0));
    }

    @Test
    void startUpAndClosingBelongToNoTap() {
        assertThat(SyncTrace.read(List.of(TAP, TAP, FLOOR, TAP, FLOOR, TAP, TAP, CHECKPOINT), "floor"))
                .contains(new SyncTrace(1, 1, 0));
    }

    @Test
    void anotherThreadIsCountedApart() {
        assertThat(SyncTrace.read(List.of(CHECKPOINT, FLOOR, CHECKPOINT, TAP, FLOOR, TAP, CHECKPOINT, FLOOR), "floor"))
                .contains(new SyncTrace(2, 2, 2));
    }

    @Test
    void everyKindOfSyncCounts() {
        List<String> lines = List.of(
                FLOOR,
                "71  fsync(9</bench/data>) = 0",
                "71  sync_file_range(9</bench/data/journal.db-wal>, 0, 4096, SYNC_FILE_RANGE_WRITE) = 0",
                TAP,
                FLOOR);

        assertThat(SyncTrace.read(lines, "floor")).contains(new SyncTrace(1, 3, 0));
    }

    @Test
    void aLineThatOthersInterruptIsOneSync() {
        List<String> lines = List.of(
                "71  fdatasync(5</bench/floor> <unfinished ...>",
                "84  fdatasync(8</bench/data/journal.db> <unfinished ...>",
                "71  <... fdatasync resumed>)          = 0",
                "71  fdatasync(9</bench/data/journal.db-wal> <unfinished ...>",
                "84  <... fdatasync resumed>)          = 0",
                "71  <... fdatasync resumed> )         = 0",
                FLOOR);

        assertThat(SyncTrace.read(lines, "floor")).contains(new SyncTrace(1, 1, 1));
    }

    @Test
    void aSyncThatFailedIsNone() {
        List<String> lines = List.of(
                FLOOR,
                "71  fdatasync(9</bench/data/journal.db-wal>) = -1 EIO (Input/output error)",
                "71  fsync(9</bench/data> <unfinished ...>",
                "71  <... fsync resumed>) = ? <unavailable>",
                "71  fsync(9</bench/data>) = -1 EINVAL (Invalid argument)",
                TAP,
                FLOOR);

        assertThat(SyncTrace.read(lines, "floor")).contains(new SyncTrace(1, 1, 0));
    }

    @Test
    void signalsAndFilesOfLikeNamesAreNoFloor() {
        List<String> lines = List.of(
                "71  --- SIGSEGV {si_signo=SIGSEGV, si_code=SEGV_MAPERR, si_addr=NULL} ---",
                FLOOR,
                "71  fdatasync(9</bench/floor/\\345\\217\\227 a\\76b.wal>) = 0",
                "84  fdatasync(9</bench/groundfloor>) = 0",
                FLOOR,
                "+++ exited with 0 +++");

        assertThat(SyncTrace.read(lines, "floor")).contains(new SyncTrace(1, 1, 1));
    }

    @Test
    void aTraceWithoutTwoFloorsTellsNothing() {
        assertThat(SyncTrace.read(List.of(), "floor")).isEmpty();
        assertThat(SyncTrace.read(List.of(TAP, FLOOR, TAP), "floor")).isEmpty();
    }

    @Test
    void theShareIsOfTaps() {
        SyncTrace trace = new SyncTrace(4, 6, 1);

        assertThat(trace.perTap()).isEqualTo(1.5);
        assertThat(trace.othersPerTap()).isEqualTo(0.25);
    }
}
