package org.uketsuke.server.roster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.uketsuke.protocol.MalformedMessage;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/** Snapshot files on disk, one per version, each with its signed manifest beside it. They can always be made again. */
final class Snapshots {
    private static final int VERSIONS_KEPT = 3;

    private final Path folder;
    private final Signer signer;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Map<Path, Verified> verified = new ConcurrentHashMap<>();

    Snapshots(Path folder, Signer signer) {
        this.folder = folder;
        this.signer = signer;
    }

    /**
     * A snapshot that is there.
     *
     * @param file the SQLite file
     * @param manifest signed
     */
    record Ready(Path file, RosterManifest manifest) {
        /** The same file compressed, if it {@link #compress was}. */
        Optional<Path> compressed() {
            return Optional.of(gzip()).filter(Files::exists);
        }

        private Path gzip() {
            return file.resolveSibling(file.getFileName() + ".gz");
        }
    }

    /**
     * A file whose hash was taken.
     *
     * @param ready the snapshot
     * @param bytes its length then
     * @param modified its time then
     */
    private record Verified(Ready ready, long bytes, FileTime modified) {
        static Verified now(Ready ready) throws IOException {
            return new Verified(ready, Files.size(ready.file()), Files.getLastModifiedTime(ready.file()));
        }
    }

    private record Place(Path below, String name) {
        Path file() {
            return below.resolve(name + ".db");
        }

        Path manifest() {
            return below.resolve(name + ".json");
        }
    }

    /** Writes a snapshot's file. */
    @FunctionalInterface
    interface Writer {
        /** Writes the file; it is not there yet. */
        SnapshotFile.Written write(Path file);
    }

    /**
     * The snapshot of a version, if it is there.
     *
     * @param state the roster; with another database in the same folder a version may come again, but not at the same time
     */
    Optional<Ready> find(String society, String meeting, RosterStore.State state) {
        try {
            Place place = place(society, meeting, state);
            Optional<Verified> known = Optional.ofNullable(verified.get(place.file()));
            if (known.isPresent() && unchanged(known.get())) {
                return known.map(Verified::ready);
            }
            Optional<Ready> there = there(place.file(), place.manifest(), meeting, state.version());
            if (there.isPresent()) {
                verified.put(place.file(), Verified.now(there.get()));
            }
            return there;
        } catch (IOException e) {
            throw new UncheckedIOException("Rosters cannot be kept in " + folder, e);
        }
    }

    /** The snapshot of a version; makes it if it is not there. */
    Ready of(String society, String meeting, RosterStore.State state, Writer writer) {
        oneAtATime.lock();
        try {
            Optional<Ready> there = find(society, meeting, state);
            return there.isPresent()
                    ? there.get()
                    : make(place(society, meeting, state), meeting, state.version(), writer);
        } catch (IOException e) {
            throw new UncheckedIOException("Rosters cannot be kept in " + folder, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private static boolean unchanged(Verified known) throws IOException {
        return Files.exists(known.ready().file()) && Verified.now(known.ready()).equals(known);
    }

    /** Compresses a snapshot, so that it need not be done for each kiosk. */
    void compress(Ready ready) {
        oneAtATime.lock();
        try {
            if (ready.compressed().isEmpty()) {
                Path unfinished =
                        Files.createTempFile(ready.gzip().toAbsolutePath().getParent(), "unfinished", ".tmp");
                try (OutputStream gzip = new FastGzip(Files.newOutputStream(unfinished))) {
                    Files.copy(ready.file(), gzip);
                }
                Files.move(unfinished, ready.gzip(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Rosters cannot be kept in " + folder, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Place place(String society, String meeting, RosterStore.State state) throws IOException {
        Path below = Files.createDirectories(folder.resolve(society).resolve(meeting));
        return new Place(
                below, "%d-%d".formatted(state.version(), state.madeAt().toEpochMilli()));
    }

    private static Optional<Ready> there(Path file, Path manifestFile, String meeting, long version)
            throws IOException {
        if (!Files.exists(file) || !Files.exists(manifestFile)) {
            return Optional.empty();
        }
        try {
            RosterManifest manifest = Wire.read(Files.readAllBytes(manifestFile), RosterManifest.class);
            boolean same = manifest.meeting().equals(meeting)
                    && manifest.version() == version
                    && manifest.bytes() == Files.size(file)
                    && manifest.sha256().equals(SnapshotFile.sha256(file));
            return same ? Optional.of(new Ready(file, manifest)) : Optional.empty();
        } catch (MalformedMessage e) {
            return Optional.empty();
        }
    }

    private Ready make(Place place, String meeting, long version, Writer writer) throws IOException {
        Path unfinished = Files.createTempFile(place.below(), "unfinished", ".tmp");
        try {
            SnapshotFile.Written written = writer.write(unfinished);
            RosterManifest manifest = signed(new RosterManifest(
                    meeting, version, written.members(), written.tokens(), written.bytes(), written.sha256(), ""));
            Files.move(unfinished, place.file(), StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(new Ready(place.file(), manifest).gzip());
            Files.writeString(place.manifest(), Wire.write(manifest));
            removeOld(place.below());
            Ready made = new Ready(place.file(), manifest);
            verified.put(place.file(), Verified.now(made));
            return made;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private RosterManifest signed(RosterManifest unsigned) {
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign(unsigned.statement()));
        return new RosterManifest(
                unsigned.meeting(),
                unsigned.version(),
                unsigned.members(),
                unsigned.tokens(),
                unsigned.bytes(),
                unsigned.sha256(),
                signature);
    }

    /** Keeps the latest few: a kiosk may still be fetching the one before. */
    private void removeOld(Path below) throws IOException {
        List<Path> newestFirst;
        try (Stream<Path> files = Files.list(below)) {
            Map<Path, Instant> times = new java.util.HashMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".db")).toList()) {
                times.put(file, Files.getLastModifiedTime(file).toInstant());
            }
            newestFirst = times.keySet().stream()
                    .sorted(java.util.Comparator.comparing(times::get).reversed())
                    .toList();
        }
        for (Path old : newestFirst.subList(Math.min(VERSIONS_KEPT, newestFirst.size()), newestFirst.size())) {
            String name = old.getFileName().toString();
            Files.deleteIfExists(old.resolveSibling(name.substring(0, name.length() - 2) + "json"));
            Files.deleteIfExists(old.resolveSibling(name + ".gz"));
            Files.deleteIfExists(old);
            verified.remove(old);
        }
    }
}
