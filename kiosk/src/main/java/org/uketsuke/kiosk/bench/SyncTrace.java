package org.uketsuke.kiosk.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f -y -o FILE} wrote of the calls that sync, from a run that syncs a floor file once before each
 * tap. What lies between the first and the last sync of the floor is exactly one tap per sync but the last: start-up, and
 * what closing costs, lie outside. Pure.
 *
 * @param taps taps between the first and the last sync of the floor
 * @param ownSyncs what the thread that tapped synced meanwhile, the floor apart
 * @param otherSyncs what all other threads synced meanwhile
 */
public record SyncTrace(int taps, int ownSyncs, int otherSyncs) {
    private static final String CALL = "(?:fsync|fdatasync|sync_file_range)";
    private static final String SUCCEEDED = ".*\\)\\s*=\\s*0";

    /** {@code 4711 fdatasync(5</bench/floor>) = 0}, or {@code <unfinished ...>} when another thread's line comes between. */
    private static final Pattern BEGUN = Pattern.compile("(\\d+)\\s+" + CALL + "\\(\\d+<([^>]*)>(.*)");

    private static final Pattern DONE = Pattern.compile(SUCCEEDED);

    /** {@code 4711 <... fdatasync resumed>) = 0}. */
    private static final Pattern RESUMED = Pattern.compile("(\\d+)\\s+<\\.\\.\\. " + CALL + " resumed>" + SUCCEEDED);

    private static final int THREAD = 1;
    private static final int FILE = 2;
    private static final int REST = 3;

    /** Syncs by one tapping thread. */
    public double perTap() {
        return (double) ownSyncs / taps;
    }

    /** Syncs of all other threads, for one tap. */
    public double othersPerTap() {
        return (double) otherSyncs / taps;
    }

    /**
     * Reads a trace; calls that failed do not count.
     *
     * @param lines as written, other calls and signals among them
     * @param floorName name of the floor's file, without its folder
     * @return empty if the floor was not synced twice
     */
    public static Optional<SyncTrace> read(List<String> lines, String floorName) {
        Counter counter = new Counter(floorName);
        Map<String, String> unfinished = new HashMap<>();
        for (String line : lines) {
            Matcher begun = BEGUN.matcher(line);
            Matcher resumed = RESUMED.matcher(line);
            if (begun.matches()) {
                unfinished.put(begun.group(THREAD), begun.group(FILE));
                if (DONE.matcher(begun.group(REST)).matches()) {
                    counter.synced(begun.group(THREAD), begun.group(FILE));
                }
            } else if (resumed.matches() && unfinished.containsKey(resumed.group(THREAD))) {
                counter.synced(resumed.group(THREAD), unfinished.get(resumed.group(THREAD)));
            }
        }
        return counter.taps == 0
                ? Optional.empty()
                : Optional.of(new SyncTrace(counter.taps, counter.own, counter.other));
    }

    /** Counts what lies between two syncs of the floor when the second one comes, so that what follows the last never counts. */
    private static final class Counter {
        private final String floorName;
        private Optional<String> tapping = Optional.empty();
        private int taps;
        private int own;
        private int other;
        private int ownSinceFloor;
        private int otherSinceFloor;

        Counter(String floorName) {
            this.floorName = floorName;
        }

        void synced(String thread, String file) {
            boolean floor = file.endsWith("/" + floorName);
            if (tapping.isEmpty()) {
                tapping = Optional.of(thread).filter(it -> floor);
            } else if (floor) {
                taps++;
                own += ownSinceFloor;
                other += otherSinceFloor;
                ownSinceFloor = 0;
                otherSinceFloor = 0;
            } else if (tapping.get().equals(thread)) {
                ownSinceFloor++;
            } else {
                otherSinceFloor++;
            }
        }
    }
}
