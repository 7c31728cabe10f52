package org.uketsuke.kiosk.journal;

import static org.uketsuke.kiosk.journal.TestJournal.note;

import java.io.PrintStream;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;

/**
 * A process that is made to be killed. Prints {@code seq hash} for every entry that it was told is durable.
 *
 * <p>Arguments: what to do, and the folder. {@code journal} appends to a journal for ever. {@code NORMAL} and {@code OFF}
 * do the same to the same tables with a weaker {@code synchronous}: what must not pass. {@code count FILE} appends a number
 * of entries and prints how many syncs they cost this thread.
 */
final class CrashChild {
    static final int COUNTED_APPENDS = 1_000;

    private CrashChild() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        switch (args[0]) {
            case "journal" -> journal(folder);
            case "count" -> count(folder, Path.of(args[2]));
            default -> weaker(folder, args[0]);
        }
    }

    private static void journal(Path folder) throws Exception {
        Journal journal = TestJournal.open(folder);
        for (int i = 0; ; i++) {
            Recorded recorded = journal.append(note("tap " + i));
            acknowledge(recorded.entry().seq(), recorded.hashHex());
        }
    }

    private static void weaker(Path folder, String synchronous) throws Exception {
        Path file = folder.resolve("journal.db");
        JournalStore.create(file, "0".repeat(32), "machine-1");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO journal VALUES (?, ?, x'00')")) {
            statement.execute("PRAGMA synchronous = " + synchronous);
            for (long seq = 1; ; seq++) {
                insert.setLong(1, seq);
                insert.setString(2, "tap " + seq);
                insert.executeUpdate();
                acknowledge(seq, "0".repeat(64));
            }
        }
    }

    private static void count(Path folder, Path counters) throws Exception {
        String thread = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                .getFileName()
                .toString();
        int slot = (int) (Long.parseLong(thread) % 65_536) * 8;
        try (Journal journal = TestJournal.open(folder);
                FileChannel channel = FileChannel.open(counters, StandardOpenOption.READ)) {
            MappedByteBuffer syncs = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            syncs.order(ByteOrder.nativeOrder());
            long before = syncs.getLong(slot);
            for (int i = 0; i < COUNTED_APPENDS; i++) {
                journal.append(note("tap " + i));
                if (syncs.getLong(slot) != before + i + 1) {
                    break;
                }
            }
            print("syncs " + (syncs.getLong(slot) - before));
        }
    }

    private static void acknowledge(long seq, String hashHex) {
        print(seq + " " + hashHex);
    }

    private static void print(String line) {
        PrintStream out = System.out;
        out.println(line);
        out.flush();
    }
}
