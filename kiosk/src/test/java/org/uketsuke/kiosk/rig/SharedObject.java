package org.uketsuke.kiosk.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.uketsuke.kiosk.Peers;

/** Small C parts of tests, compiled when they are needed. */
public final class SharedObject {
    private SharedObject() {}

    /**
     * Compiles one; skips the test where there is no compiler.
     *
     * @param resource its source on the class path
     * @param folder where it is built
     * @param options more for the compiler, such as folders of headers and libraries
     */
    public static Path compile(String resource, Path folder, String... options) {
        Peers.needCompiler();
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        Path source = folder.resolve(name);
        Path built = folder.resolve("lib" + name.replace(".c", ".so"));
        try (InputStream in = SharedObject.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Files.createDirectories(folder);
            Files.write(source, in.readAllBytes());
            List<String> command = new ArrayList<>(List.of(
                    "/usr/bin/gcc",
                    "-O2",
                    "-Wall",
                    "-Werror",
                    "-shared",
                    "-fPIC",
                    "-o",
                    built.toString(),
                    source.toString()));
            command.addAll(List.of(options));
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (gcc.waitFor() != 0) {
                throw new IllegalStateException(resource + " does not compile: " + said);
            }
            return built;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while compiling " + resource, e);
        }
    }
}
