package org.uketsuke.kiosk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a measurement starts does not outlive it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are those of a Unix shell")
final class ChildProgramTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void closingEndsAProgramAndItsChildren() throws Exception {
        Set<ProcessHandle> before = children();
        Set<ProcessHandle> started = new HashSet<>();
        try (ChildProgram program = start("sleep 600 & sleep 600; true")) {
            await().atMost(PATIENCE).until(() -> {
                started.addAll(children());
                started.removeAll(before);
                return started.size() == 3;
            });
            assertThat(program.endsWithin(Duration.ZERO)).isFalse();
        }

        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void itIsKnownHowAProgramEndedAndWhatItSaidLast() throws Exception {
        try (ChildProgram program = start("echo first; echo 'No such thing' >&2; echo; exit 7")) {
            assertThat(program.endsWithin(PATIENCE)).isTrue();
            assertThat(program.exitCode()).isEqualTo(7);
            assertThat(program.lastWords()).isEqualTo("No such thing");
        }
    }

    @Test
    void programsAreFoundInTheOrderOfTheirNames() {
        assertThat(SearchPath.find("/nowhere:/usr/bin:/bin", List.of("no-such-program", "sh", "ls")))
                .hasValueSatisfying(found -> assertThat(found.toString()).endsWith("/sh"));
        assertThat(SearchPath.find("", List.of("sh"))).isEqualTo(Optional.empty());
    }

    private ChildProgram start(String script) throws Exception {
        return ChildProgram.start(List.of("/bin/sh", "-c", script), folder.resolve("output"));
    }

    private static Set<ProcessHandle> children() {
        return ProcessHandle.current().descendants().collect(Collectors.toSet());
    }
}
