package org.uketsuke.kiosk.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.protocol.JournalEvent.Fault;

/** On a real file system of 1 MB in memory; mounting it needs root. */
class RosterOnFullDiskTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final List<Fault> faults = new ArrayList<>();
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        Peers.need("mount", Path.of("/usr/bin/mount"));
        assumeTrue("root".equals(System.getProperty("user.name")), "Skipped: mounting a small disk needs root");
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "Skipped: may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", disk.toString());
        }
    }

    @Test
    void aRosterThatDoesNotFitServesFromMemoryAndLeavesTheRoomToTheJournal() throws Exception {
        SampleRoster sample = SampleRoster.make(folder.resolve("sample.db"), 20_000, 1);
        RosterVault vault = vault();

        RosterChange change = vault.installSnapshot(sample.manifest(), sample.bytes());

        assertThat(change).isEqualTo(new RosterChange.Installed(1, false));
        assertThat(vault.current()).isPresent();
        assertThat(faults).extracting(Fault::code).containsExactly("roster-not-kept");
        assertThat(disk.resolve("roster.sealed.new")).doesNotExist();
        assertThat(Files.getFileStore(disk).getUsableSpace()).isGreaterThan(900_000);
    }

    @Test
    void anEpochThatCannotBeKeptIsKnownToThisRunAndToldOnce() throws Exception {
        RosterVault vault = vault();
        vault.noteEpoch("first life");
        byte[] rest = new byte[(int) Files.getFileStore(disk).getUsableSpace()];
        Files.write(disk.resolve("filler"), rest);

        vault.noteEpoch("second life");
        vault.noteEpoch("second life");

        assertThat(vault.epoch()).contains("second life");
        assertThat(faults).extracting(Fault::code).containsExactly("roster-not-kept");
        assertThat(vault().epoch()).contains("first life");
    }

    private RosterVault vault() {
        return new RosterVault(
                disk,
                SampleRoster.MEETING,
                SampleRoster.serverKey(),
                Ed25519.check(),
                new RosterKeyFile(disk.resolve("roster.key"), random),
                random,
                faults::add);
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
