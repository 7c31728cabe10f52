package org.uketsuke.kiosk.story;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.rig.Pcscd;

/** The stage of the stories itself. */
final class CongressTest {
    @TempDir
    Path folder;

    @Test
    void aStageWithoutABrowserLeavesPcscdToTheNextTest() {
        Peers.needVirtualReader();
        Peers.needBrowser();
        assertThatThrownBy(() -> new Congress(folder, Map.of(), () -> {
                    throw new IllegalStateException("no browser");
                }))
                .hasMessage("no browser");

        assertThatCode(() -> Pcscd.reserve(folder.resolve("next")).close()).doesNotThrowAnyException();
    }
}
