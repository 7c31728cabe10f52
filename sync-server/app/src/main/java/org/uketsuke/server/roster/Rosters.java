package org.uketsuke.server.roster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterAnswer;
import org.uketsuke.protocol.RosterMessages.RosterAnswer.Form;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterToken;
import org.uketsuke.protocol.RosterSchema;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.pass.PassKeyStore;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.storage.Storage;

/** What kiosks ask about rosters. */
public final class Rosters {
    /** More changed rows than that go as a snapshot. */
    private static final int DELTA_ROWS_MAX = 2_000;

    private final Storage storage;
    private final RosterRefresh refresh;
    private final Snapshots snapshots;

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

    /** Brings a roster up to date within a writing transaction; its version. See {@link RosterRefresh#run}. */
    public long refresh(Handle handle, String society, String meeting) {
        return refresh.run(handle, society, meeting);
    }

    /** {@link #refresh}; whether the roster is now another than before, so that looking again is of use. */
    public boolean refreshed(Handle handle, String society, String meeting) {
        long before = new RosterStore(handle)
                .state(society, meeting)
                .map(RosterStore.State::version)
                .orElse(0L);
        return refresh.run(handle, society, meeting) != before;
    }

    /** Makes a meeting's roster and snapshot ahead of the first kiosk that asks. */
    public void prepare(String society, String meeting) {
        bringUpToDate(society, meeting);
        snapshot(society, meeting);
    }

    /**
     * What a kiosk gets that has a version.
     *
     * @param after the version it has, 0 for none
     * @param mark the server's time and epoch, for the answer
     */
    public RosterAnswer answer(String society, String meeting, long after, ServerMark mark) {
        bringUpToDate(society, meeting);
        Optional<RosterAnswer> small = storage.read(handle -> small(handle, society, meeting, after, mark));
        return small.orElseGet(() -> {
            Snapshots.Ready ready = snapshot(society, meeting);
            return new RosterAnswer(
                    Form.SNAPSHOT, ready.manifest().version(), Optional.of(ready.manifest()), Optional.empty(), mark);
        });
    }

    /** The file of a snapshot that was announced; empty if the roster has moved on, and the kiosk asks anew. */
    public Optional<Path> snapshotFile(String society, String meeting, long version) {
        Optional<RosterStore.State> state = storage.read(handle -> new RosterStore(handle).state(society, meeting));
        if (state.isEmpty() || state.get().version() != version || version == 0) {
            return Optional.empty();
        }
        Snapshots.Ready ready = snapshot(society, meeting);
        return ready.manifest().version() == version ? Optional.of(ready.file()) : Optional.empty();
    }

    private void bringUpToDate(String society, String meeting) {
        boolean current = storage.read(handle -> new RosterStore(handle)
                .state(society, meeting)
                .filter(RosterStore.State::isCurrent)
                .isPresent());
        if (!current) {
            storage.change(handle -> refresh.run(handle, society, meeting));
        }
    }

    /** Nothing new, or a delta; empty if only a snapshot will do. */
    private static Optional<RosterAnswer> small(
            Handle handle, String society, String meeting, long after, ServerMark mark) {
        RosterStore store = new RosterStore(handle);
        long version =
                store.state(society, meeting).map(RosterStore.State::version).orElse(0L);
        if (after == version) {
            return Optional.of(new RosterAnswer(Form.CURRENT, version, Optional.empty(), Optional.empty(), mark));
        }
        if (after <= 0 || after > version) {
            return Optional.empty();
        }
        List<RosterRow> changed = store.changedAfter(society, meeting, after, DELTA_ROWS_MAX + 1);
        boolean societyChanged = changed.stream().anyMatch(row -> row.kind().equals(RosterRow.META));
        if (changed.size() > DELTA_ROWS_MAX || societyChanged) {
            return Optional.empty();
        }
        RosterDelta delta = delta(after, changed, new PassKeyStore(handle).forKiosks(society));
        return Optional.of(new RosterAnswer(Form.DELTA, version, Optional.empty(), Optional.of(delta), mark));
    }

    private static RosterDelta delta(long after, List<RosterRow> changed, List<PassKey> passKeys) {
        RosterDelta delta = new RosterDelta(
                after, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), passKeys);
        for (RosterRow row : changed) {
            if (row.kind().equals(RosterRow.MEMBER)) {
                if (row.isGone()) {
                    delta.removedMembers().add(row.key());
                } else {
                    delta.members().add(Wire.read(row.content(), RosterMember.class));
                }
            } else if (row.kind().equals(RosterRow.TOKEN)) {
                if (row.isGone()) {
                    delta.removedTokens().add(row.key());
                } else {
                    delta.tokens().add(Wire.read(row.content(), RosterToken.class));
                }
            }
        }
        return delta;
    }

    private Snapshots.Ready snapshot(String society, String meeting) {
        return storage.read(handle -> {
            RosterStore store = new RosterStore(handle);
            RosterStore.State state = store.state(society, meeting)
                    .orElseThrow(() -> new IllegalStateException("Meeting " + meeting + " has no roster yet"));
            Map<String, String> facts = Map.of(
                    RosterSchema.META_MEETING,
                    meeting,
                    RosterSchema.META_SOCIETY,
                    society,
                    RosterSchema.META_VERSION,
                    String.valueOf(state.version()),
                    RosterSchema.META_TOKEN_KEY,
                    HexFormat.of().formatHex(new MeetingStore(handle).tokenKey(society, meeting)));
            return snapshots.of(
                    society,
                    meeting,
                    state.version(),
                    state.madeAt(),
                    file -> SnapshotFile.write(file, facts, rows -> store.forEachPresent(society, meeting, rows)));
        });
    }
}
