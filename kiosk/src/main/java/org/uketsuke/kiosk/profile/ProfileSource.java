package org.uketsuke.kiosk.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One profile file, not yet understood.
 *
 * @param kind one of {@link #KINDS}
 * @param id the file's name without {@code .toml}
 * @param origin {@code built in}, or the file's path
 * @param content its bytes
 */
record ProfileSource(String kind, String id, String origin, byte[] content) {
    static final List<String> KINDS = List.of("readers", "cards", "scanners", "printers");

    private static final String ROOT = "/hardware-profiles/";
    private static final int FILE_BYTES_MAX = 64 * 1024;

    /** How problems name the file. */
    String file() {
        return origin.equals("built in") ? kind + "/" + id + ".toml" : origin;
    }

    /** The profiles inside the kiosk's jar, as its index lists them. */
    static List<ProfileSource> builtIn() {
        return new String(resource("index.txt"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    String[] parts = line.strip().split("/", 2);
                    return new ProfileSource(parts[0], withoutSuffix(parts[1]), "built in", resource(line.strip()));
                })
                .toList();
    }

    /** The profiles of a folder; what cannot be read or lies in the wrong place becomes a problem. */
    static List<ProfileSource> folder(Path folder, List<ProfileProblem> problems) {
        List<ProfileSource> sources = new ArrayList<>();
        for (Path file : files(folder, problems)) {
            if (file.toString().endsWith(".toml")) {
                problems.add(new ProfileProblem(
                        file.toString(), "", "lies in no folder; put it into readers, cards, scanners or printers"));
            }
        }
        for (String kind : KINDS) {
            for (Path file : files(folder.resolve(kind), problems)) {
                if (file.toString().endsWith(".toml")) {
                    read(kind, file, problems).ifPresent(sources::add);
                }
            }
        }
        return sources;
    }

    private static Optional<ProfileSource> read(String kind, Path file, List<ProfileProblem> problems) {
        String id = withoutSuffix(file.getFileName().toString());
        if (!id.matches("[a-z0-9][a-z0-9-]{1,39}")) {
            problems.add(new ProfileProblem(
                    file.toString(), "", "its name is the profile's id: 2 to 40 of a-z, 0-9 and dashes, then .toml"));
            return Optional.empty();
        }
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                problems.add(new ProfileProblem(file.toString(), "", "is larger than " + FILE_BYTES_MAX + " bytes"));
                return Optional.empty();
            }
            return Optional.of(new ProfileSource(kind, id, file.toString(), Files.readAllBytes(file)));
        } catch (IOException e) {
            problems.add(new ProfileProblem(file.toString(), "", "cannot be read: " + e));
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder, List<ProfileProblem> problems) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            problems.add(new ProfileProblem(folder.toString(), "", "cannot be listed: " + e));
            return List.of();
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = ProfileSource.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalStateException("The kiosk's jar lacks " + ROOT + name + "; build it anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(".toml") ? name.substring(0, name.length() - ".toml".length()) : name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfileSource source
                && kind.equals(source.kind)
                && id.equals(source.id)
                && origin.equals(source.origin)
                && Arrays.equals(content, source.content);
    }

    @Override
    public int hashCode() {
        return file().hashCode();
    }
}
