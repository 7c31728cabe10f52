package org.uketsuke.kiosk.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.credential.Ed25519;
import org.uketsuke.kiosk.rig.SmallDisk;
import org.uketsuke.protocol.JournalEvent.Fault;

/** On a real file system of 1 MB in memory; mounting it needs root. */
class RosterOnFullDiskTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final List<Fault> faults = new ArrayList<>();
    private SmallDisk disk;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mounted(folder, 1);
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
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
        assertThat(disk.leftBytes()).isGreaterThan(900_000);
    }

    @Test
    void anEpochThatCannotBeKeptIsKnownToThisRunAndToldOnce() throws Exception {
        RosterVault vault = vault();
        vault.noteEpoch("first life");
        disk.leave(0);

        vault.noteEpoch("second life");
        vault.noteEpoch("second life");

        assertThat(vault.epoch()).contains("second life");
        assertThat(faults).extracting(Fault::code).containsExactly("roster-not-kept");
        assertThat(vault().epoch()).contains("first life");
    }

    private RosterVault vault() {
        return new RosterVault(
                disk.path(),
                SampleRoster.MEETING,
                SampleRoster.serverKey(),
                Ed25519.check(),
                new RosterKeyFile(disk.resolve("roster.key"), random),
                random,
                faults::add);
    }
}
