package org.uketsuke.kiosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operating system calls this machine: tells a kiosk's disk from a clone of it in another machine. */
final class MachineId {
    private static final List<Path> LINUX_FILES =
            List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));
    private static final List<String> WINDOWS_QUERY =
            List.of("reg", "query", "HKLM\\SOFTWARE\\Microsoft\\Cryptography", "/v", "MachineGuid");
    private static final List<String> MAC_QUERY = List.of("ioreg", "-rd1", "-c", "IOPlatformExpertDevice");
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String UNKNOWN = "unknown";

    private MachineId() {}

    /** The machine's id; the same fixed word on every machine that gives none, which then cannot be told from its clone. */
    static String read(String operatingSystem) {
        String system = operatingSystem.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return asked(WINDOWS_QUERY);
        }
        return system.startsWith("mac") ? asked(MAC_QUERY) : fromFile();
    }

    private static String fromFile() {
        return LINUX_FILES.stream()
                .map(MachineId::content)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Optional<String> content(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String asked(List<String> query) {
        try {
            Process process =
                    new ProcessBuilder(query).redirectErrorStream(true).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(5, TimeUnit.SECONDS);
            Matcher id = UUID.matcher(answer);
            return ended && id.find() ? id.group() : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
