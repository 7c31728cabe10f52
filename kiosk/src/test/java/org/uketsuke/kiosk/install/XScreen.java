package org.uketsuke.kiosk.install;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.uketsuke.kiosk.bench.ChildProgram;

/** A screen without a monitor (Xvfb): keys can be pressed on it, its windows and what is to be seen can be looked at. */
final class XScreen implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);
    /** Between two keys of a scanner. */
    private static final String SCANNER_GAP_MILLIS = "4";

    private static final String AFTER_A_CODE_SECONDS = "0.7";

    private final ChildProgram server;
    private final Path folder;
    private final String display;

    private XScreen(ChildProgram server, Path folder, String display) {
        this.server = server;
        this.folder = folder;
        this.display = display;
    }

    /**
     * Starts one under a name that is free.
     *
     * @param folder an empty folder
     */
    static XScreen start(Path folder) throws IOException {
        Path said = folder.resolve("xvfb.said");
        ChildProgram server = ChildProgram.start(
                List.of(
                        "Xvfb",
                        "-displayfd",
                        "1",
                        "-nolisten",
                        "tcp",
                        "-screen",
                        "0",
                        "1280x800x24",
                        "-fbdir",
                        folder.toString()),
                said);
        try {
            String number = await().atMost(START_PATIENCE)
                    .until(() -> numberIn(Files.readAllLines(said)), Optional::isPresent)
                    .orElseThrow();
            return new XScreen(server, folder, ":" + number);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** It also prints what it thinks of the machine's keyboards. */
    private static Optional<String> numberIn(List<String> lines) {
        return lines.stream().filter(line -> line.matches("\\d+")).findFirst();
    }

    /** The value of {@code DISPLAY} for programs that shall open their windows here. */
    String display() {
        return display;
    }

    /** Presses keys together, as in {@code ctrl+shift+n}, or several such in turn; the window that has the keyboard gets them. */
    void press(String... keys) throws IOException {
        List<String> words = new ArrayList<>(List.of("key", "--clearmodifiers"));
        words.addAll(List.of(keys));
        xdotool(words.toArray(String[]::new));
    }

    /** Presses keys in turn as a person does, a while after the last code: a page takes what comes at once for the code's end. */
    void pressByHand(String... keys) throws IOException {
        List<String> words = new ArrayList<>(List.of("sleep", AFTER_A_CODE_SECONDS, "key"));
        words.addAll(List.of(keys));
        xdotool(words.toArray(String[]::new));
    }

    /** Types a code as fast as a scanner, with Enter behind it. */
    void scan(String code) throws IOException {
        List<String> words = new ArrayList<>(List.of("key", "--delay", SCANNER_GAP_MILLIS));
        code.chars().forEach(letter -> words.add(Character.toString(letter)));
        words.add("Return");
        xdotool(words.toArray(String[]::new));
    }

    /** The titles of all windows that can be seen; some have none. */
    List<String> windows() throws IOException {
        List<String> titles = new ArrayList<>();
        List<String> windows = new ArrayList<>(xdotool("search", "--onlyvisible", "--maxdepth", "1", "--name", ".*"));
        windows.removeAll(xdotool("search", "--maxdepth", "0", "--name", ".*"));
        for (String window : windows) {
            xdotool("getwindowname", window).stream().findFirst().ifPresent(titles::add);
        }
        return titles;
    }

    private List<String> xdotool(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "DISPLAY=" + display, "xdotool"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            List<String> said = new String(out.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            if (List.of(words).contains("key") && process.onExit().join().exitValue() != 0) {
                throw new AssertionError("xdotool pressed nothing: " + command);
            }
            return said;
        }
    }

    /** What is to be seen now. */
    XPicture picture() throws IOException {
        return XPicture.of(Files.readAllBytes(folder.resolve("Xvfb_screen0")));
    }

    @Override
    public void close() {
        server.close();
    }
}
