package org.uketsuke.server.roster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterAnswer.Form;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterManifest;
import org.uketsuke.protocol.RosterSchema;
import org.uketsuke.protocol.Signer;
import org.uketsuke.server.booth.BoothStaffStore;
import org.uketsuke.server.pass.PassKeyStore;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.roster.RosterRefresh.Found;
import org.uketsuke.server.roster.RosterRefresh.Made;
import org.uketsuke.server.roster.RosterStore.State;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Storage;

/** What kiosks ask about rosters. */
public final class Rosters {
    /** More changed rows than that go as a snapshot. */
    private static final int DELTA_ROWS_MAX = 2_000;

    private final Storage storage;
    private final RosterRefresh refresh;
    private final Snapshots snapshots;
    /** Many kiosks that ask at once shall not all compare the whole roster. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /**
     * Rosters of a database.
     *
     * @param folder where snapshot files are kept
     * @param signer the server's roster key
     */
    public Rosters(Storage storage, Path folder, Signer signer, Clock clock) {
        this.storage = storage;
        this.refresh = new RosterRefresh(storage.dialect(), clock);
        this.snapshots = new Snapshots(folder, signer);
    }

    /**
     * Brings a roster up to date within a writing transaction, unless the society has not changed since; whether it is now
     * another than before, so that looking again is of use.
     */
    public boolean refreshed(Handle handle, String society, String meeting) {
        long before = new RosterStore(handle, storage.dialect())
                .state(society, meeting)
                .map(State::version)
                .orElse(0L);
        return refresh.run(handle, society, meeting) != before;
    }

    /** Makes a meeting's roster and snapshot ahead of the first kiosk that asks. */
    public void prepare(String society, String meeting) {
        snapshots.compress(snapshot(society, meeting, bringUpToDate(society, meeting)));
    }

    /**
     * What a kiosk gets that has a version.
     *
     * @param after the version it has, 0 for none
     * @param mark the server's time and epoch, for the answer
     */
    public RosterAnswer answer(String society, String meeting, long after, ServerMark mark) {
        Optional<Made> made = bringUpToDate(society, meeting);
        Optional<RosterAnswer> small = after > 0
                ? whenCurrent(society, meeting, (handle, state) -> small(handle, society, meeting, state, after, mark))
                : Optional.empty();
        return small.orElseGet(() -> {
            RosterManifest manifest = snapshot(society, meeting, made).manifest();
            return new RosterAnswer(Form.SNAPSHOT, manifest.version(), Optional.of(manifest), Optional.empty(), mark);
        });
    }

    /** The file of a snapshot that was announced; empty if the roster has moved on, and the kiosk asks anew. */
    public Optional<Path> snapshotFile(String society, String meeting, long version) {
        return announced(society, meeting, version).map(Snapshots.Ready::file);
    }

    /** {@link #snapshotFile} with what is beside it. */
    Optional<Snapshots.Ready> announced(String society, String meeting, long version) {
        Optional<State> state = storage.read(handle -> store(handle).state(society, meeting));
        if (state.isEmpty() || state.get().version() != version || version == 0) {
            return Optional.empty();
        }
        Snapshots.Ready ready = snapshot(society, meeting, Optional.empty());
        return Optional.of(ready).filter(one -> one.manifest().version() == version);
    }

    /** Reads and compares before it writes, so that pushes wait for the writing only; what it holds, if it was not current. */
    private Optional<Made> bringUpToDate(String society, String meeting) {
        if (isCurrent(society, meeting)) {
            return Optional.empty();
        }
        oneAtATime.lock();
        try {
            if (isCurrent(society, meeting)) {
                return Optional.empty();
            }
            Found found = storage.read(handle -> refresh.look(handle, society, meeting));
            return storage.write(handle -> refresh.apply(handle, society, meeting, found));
        } finally {
            oneAtATime.unlock();
        }
    }

    private boolean isCurrent(String society, String meeting) {
        return storage.read(handle ->
                store(handle).state(society, meeting).filter(State::isCurrent).isPresent());
    }

    /** Reads a roster together with the society's books just when it agrees with them; for a moment it makes them, if need be. */
    private <R> R whenCurrent(String society, String meeting, BiFunction<Handle, State, R> work) {
        Optional<R> soon = storage.read(handle ->
                store(handle).state(society, meeting).filter(State::isCurrent).map(state -> work.apply(handle, state)));
        return soon.orElseGet(() -> storage.write(handle -> {
            new SocietyStore(handle).lock(society, storage.dialect());
            refresh.run(handle, society, meeting);
            return work.apply(handle, store(handle).state(society, meeting).orElseThrow());
        }));
    }

    private RosterStore store(Handle handle) {
        return new RosterStore(handle, storage.dialect());
    }

    /** Nothing new, or a delta; empty if only a snapshot will do. */
    private Optional<RosterAnswer> small(
            Handle handle, String society, String meeting, State state, long after, ServerMark mark) {
        long version = state.version();
        if (after == version) {
            return Optional.of(new RosterAnswer(Form.CURRENT, version, Optional.empty(), Optional.empty(), mark));
        }
        if (after > version) {
            return Optional.empty();
        }
        List<RosterRow> changed = store(handle).changedAfter(society, meeting, after, DELTA_ROWS_MAX + 1);
        boolean societyChanged = changed.stream().anyMatch(row -> row.kind().equals(RosterRow.META));
        if (changed.size() > DELTA_ROWS_MAX || societyChanged) {
            return Optional.empty();
        }
        RosterDelta delta = delta(handle, society, meeting, after, changed);
        return Optional.of(new RosterAnswer(Form.DELTA, version, Optional.empty(), Optional.of(delta), mark));
    }

    private RosterDelta delta(Handle handle, String society, String meeting, long after, List<RosterRow> changed) {
        RosterFactsStore books = new RosterFactsStore(handle, storage.dialect());
        return new RosterDelta(
                after,
                books.members(society, keys(changed, RosterRow.MEMBER, false)),
                keys(changed, RosterRow.MEMBER, true),
                books.tokens(
                        society,
                        changed.stream()
                                .filter(row -> row.kind().equals(RosterRow.TOKEN) && !row.isGone())
                                .collect(Collectors.toMap(RosterRow::subject, RosterRow::key))),
                keys(changed, RosterRow.TOKEN, true),
                new PassKeyStore(handle).forKiosks(society),
                Optional.of(new BoothStaffStore(handle).active(society, meeting)));
    }

    private static List<String> keys(List<RosterRow> rows, String kind, boolean gone) {
        return rows.stream()
                .filter(row -> row.kind().equals(kind) && row.isGone() == gone)
                .map(RosterRow::key)
                .toList();
    }

    /**
     * The snapshot of the roster's version.
     *
     * @param read what the roster holds, if that was just read
     */
    private Snapshots.Ready snapshot(String society, String meeting, Optional<Made> read) {
        State now = read.map(Made::state)
                .orElseGet(() -> storage.read(
                        handle -> store(handle).state(society, meeting).orElseThrow()));
        Optional<Snapshots.Ready> there = snapshots.find(society, meeting, now);
        if (there.isPresent()) {
            return there.get();
        }
        Made made = read.orElseGet(() -> whenCurrent(
                society,
                meeting,
                (handle, state) ->
                        new Made(state, new RosterFactsStore(handle, storage.dialect()).read(society, meeting))));
        return snapshots.of(
                society,
                meeting,
                made.state(),
                file -> SnapshotFile.write(file, meta(society, meeting, made.state()), made.facts()));
    }

    private Map<String, String> meta(String society, String meeting, State state) {
        byte[] tokenKey = storage.read(handle -> new MeetingStore(handle).tokenKey(society, meeting));
        return Map.of(
                RosterSchema.META_MEETING,
                meeting,
                RosterSchema.META_SOCIETY,
                society,
                RosterSchema.META_VERSION,
                String.valueOf(state.version()),
                RosterSchema.META_TOKEN_KEY,
                HexFormat.of().formatHex(tokenKey));
    }
}
