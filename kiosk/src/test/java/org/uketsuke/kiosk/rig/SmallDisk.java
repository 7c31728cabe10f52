package org.uketsuke.kiosk.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.uketsuke.kiosk.Peers;

/** A real file system in memory, so small that it runs full. Mounting it needs root: without, the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private static final long COMMAND_SECONDS_MAX = 30;

    private static final int BLOCK_BYTES = 4096;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /**
     * Mounts one; close it, or the folder cannot be deleted.
     *
     * @param folder in which it is to stand
     * @param megabytes its size
     */
    public static SmallDisk mounted(Path folder, int megabytes) throws IOException, InterruptedException {
        Peers.need("mount", Path.of("/usr/bin/mount"));
        Path path = Files.createDirectory(folder.resolve("disk"));
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || !run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString())) {
            Peers.without("the right to mount a small disk (root, or CAP_SYS_ADMIN)");
        }
        return new SmallDisk(path);
    }

    /** Where it is mounted. */
    public Path path() {
        return path;
    }

    /** A file or folder on it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Bytes that can still be written. */
    public long leftBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Fills it but for this many bytes; the file to delete when there shall be room again. */
    public Path leave(long bytes) throws IOException {
        Path filler = path.resolve("filler");
        long more = leftBytes() - bytes;
        assertThat(more).as("room to fill").isNotNegative();
        Files.write(filler, new byte[(int) more]);
        return filler;
    }

    /** Fills it in small blocks until not one more fits; the file to delete when there shall be room again. */
    public Path fill() throws IOException {
        Path filler = path.resolve("filler");
        byte[] block = new byte[BLOCK_BYTES];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", path.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
