package org.uketsuke.kiosk.install;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/** Writes an installation below a root, which is {@code /} or any folder to look at it; running it again changes nothing. */
public final class Installer {
    private static final String PROGRAM_MODE = "rwxr-xr-x";
    private static final String FILE_MODE = "rw-r--r--";

    private final LinuxInstallation installation;
    private final Path root;
    private final PrintStream out;

    /**
     * Of one installation.
     *
     * @param root every path lies below it
     * @param out told what is done
     */
    public Installer(LinuxInstallation installation, Path root, PrintStream out) {
        this.installation = installation;
        this.root = root;
        this.out = out;
    }

    /** Prints every file with its content, and writes nothing. */
    public void show() {
        for (PlannedFile file : installation.files()) {
            out.println("--- " + below(file.path()) + (file.executable() ? " (program)" : ""));
            out.println(file.copyOf()
                    .map(copied -> "(a copy of " + copied + ")")
                    .orElse(file.content().orElse("")));
        }
        out.println("--- commands");
        installation.afterwards().forEach(command -> out.println(String.join(" ", command)));
    }

    /**
     * Writes what is not there yet or differs.
     *
     * @throws IOException if a file cannot be written; what was written stays, and the next run goes on
     */
    public void write() throws IOException {
        for (PlannedFile file : installation.files()) {
            out.println(write(file) + " " + below(file.path()));
        }
    }

    private String write(PlannedFile file) throws IOException {
        Path path = below(file.path());
        byte[] bytes = file.bytes();
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (there && (file.kept() || Arrays.equals(Files.readAllBytes(path), bytes))) {
            return file.kept() ? "kept     " : "unchanged";
        }
        Files.createDirectories(path.getParent());
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.write(fresh, bytes);
        Files.setPosixFilePermissions(
                fresh, PosixFilePermissions.fromString(file.executable() ? PROGRAM_MODE : FILE_MODE));
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return there ? "replaced " : "written  ";
    }

    /**
     * Removes what {@link #write} wrote and the class archive. The data folder, the settings and the users stay: a journal is
     * evidence, and files without an owner would become the next user's.
     */
    public void remove() throws IOException {
        for (PlannedFile file : installation.files()) {
            if (!file.kept()) {
                delete(below(file.path()));
            }
        }
        delete(below(LinuxInstallation.CLASS_ARCHIVE));
        Files.deleteIfExists(below(LinuxInstallation.PROGRAM));
    }

    private void delete(Path path) throws IOException {
        if (Files.deleteIfExists(path)) {
            out.println("removed   " + path);
        }
    }

    private Path below(String path) {
        return root.resolve(path.substring(1));
    }

    /** Files of the Windows start script, into a folder. */
    public static List<Path> writeWindowsFiles(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> written = List.of("start-kiosk.ps1", "assigned-access.xml", "README.md").stream()
                .map(folder::resolve)
                .toList();
        for (Path file : written) {
            Files.writeString(file, Resources.text("windows/" + file.getFileName()));
        }
        return written;
    }
}
