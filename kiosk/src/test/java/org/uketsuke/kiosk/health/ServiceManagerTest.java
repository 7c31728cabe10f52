package org.uketsuke.kiosk.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Talking to systemd, over a real socket. */
final class ServiceManagerTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void theManagerHearsWhatItIsTold() {
        try (ListeningManager listening = ListeningManager.in(folder)) {
            ServiceManager manager = ServiceManager.of(listening.environment());

            manager.tell(ServiceManager.READY);
            manager.tell(ServiceManager.WELL);
            manager.tell(ServiceManager.STOPPING);

            assertThat(listening.heard()).containsExactly("READY=1", "WATCHDOG=1", "STOPPING=1");
            assertThat(manager.patience()).contains(Duration.ofSeconds(20));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anAbstractSocketIsReachedToo() {
        String name = "@uketsuke-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        try (ListeningManager listening = new ListeningManager(name)) {
            ServiceManager.of(listening.environment()).tell(ServiceManager.READY);

            assertThat(listening.heard()).containsExactly("READY=1");
        }
    }

    @Test
    void startedByHandNobodyIsTold() {
        ServiceManager manager = ServiceManager.of(Map.of());

        assertThatCode(() -> manager.tell(ServiceManager.READY)).doesNotThrowAnyException();
        assertThat(manager.patience()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aManagerThatIsGoneStopsNothing() {
        ServiceManager manager =
                ServiceManager.of(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()));

        assertThatCode(() -> manager.tell(ServiceManager.WELL)).doesNotThrowAnyException();
    }

    @Test
    void whatIsNoTimeOrNoSocketIsPassedOver() {
        ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", "relative", "WATCHDOG_USEC", "soon"));

        manager.tell(ServiceManager.READY);
        assertThat(manager.patience()).isEmpty();
        assertThat(ServiceManager.of(Map.of("WATCHDOG_USEC", "0")).patience()).isEmpty();
    }
}
