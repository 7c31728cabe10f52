package org.uketsuke.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server warms up beside its work, and nothing of it stays. */
@Timeout(60)
final class WarmUpTest {
    private static final long PATIENCE_SECONDS = 50;

    @TempDir
    Path folder;

    private WarmUp warmUp(Path folders, int pushes) {
        return new WarmUp(folders, Clock.systemUTC(), new SecureRandom(), pushes);
    }

    @Test
    void takesItsPushesAndLeavesNothingBehind() throws Exception {
        try (WarmUp warmUp = warmUp(folder, 3)) {
            warmUp.start();

            assertThat(warmUp.awaitDone(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(warmUp.taken()).isEqualTo(3);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void endsWhenTheServerEnds() throws Exception {
        WarmUp warmUp = warmUp(folder, 1_000);
        warmUp.start();

        warmUp.close();

        assertThat(warmUp.awaitDone(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(warmUp.taken()).isLessThan(1_000);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeWrittenKeepsNobodyFromWorking() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        try (WarmUp warmUp = warmUp(file, 3)) {
            warmUp.start();

            assertThat(warmUp.awaitDone(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(warmUp.taken()).isZero();
        }
    }

    @Test
    void whatNeverBeganNeedNotEnd() {
        warmUp(folder, 3).close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatAKilledServerLeftIsDeletedAndWhatAnotherWorksInIsNot() throws Exception {
        Path killed = folder.resolve(WarmUpFolder.PREFIX + "killed");
        Files.createDirectories(killed.resolve("rosters"));
        Files.writeString(killed.resolve("rosters/one.db"), "");
        Path foreign = Files.createDirectory(folder.resolve("warm-up-of-somebody-else"));
        Path young = Files.createDirectory(folder.resolve(WarmUpFolder.PREFIX + "not-locked-yet"));
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        try (WarmUpFolder other = WarmUpFolder.in(folder, Clock.systemUTC())) {
            Files.setLastModifiedTime(young, FileTime.from(later.instant()));

            try (WarmUpFolder own = WarmUpFolder.in(folder, later)) {
                assertThat(own.path()).isDirectory();
                assertThat(other.path()).isDirectory();
                assertThat(killed).doesNotExist();
                assertThat(foreign).isDirectory();
                assertThat(young).isDirectory();
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/" + WarmUpFolder.PREFIX + "[!n]*");
    }
}
