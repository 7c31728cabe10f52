package org.uketsuke.kiosk.health;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the command that has the browser restarted; without a shell, and without waiting for it. */
public final class BrowserRestart implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserRestart.class);

    private final List<String> command;
    private Optional<Process> last = Optional.empty();
    private boolean told;

    /**
     * By a command.
     *
     * @param command program and arguments, parted by spaces; empty tells once that somebody must open the page anew
     */
    public BrowserRestart(Optional<String> command) {
        this.command = command.map(text -> List.of(text.strip().split("\\s+"))).orElse(List.of());
    }

    @Override
    public void run() {
        if (command.isEmpty()) {
            tellOnce();
            return;
        }
        LOG.warn("The page fell silent: restarting the browser");
        last.ifPresent(Process::destroyForcibly);
        try {
            last = Optional.of(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            LOG.error("The browser cannot be restarted: {}. Check --restart-browser", e.getMessage());
        }
    }

    private void tellOnce() {
        if (!told) {
            LOG.warn(
                    "The page fell silent. Open it anew if it was not closed on purpose; --restart-browser would do so");
            told = true;
        }
    }
}
