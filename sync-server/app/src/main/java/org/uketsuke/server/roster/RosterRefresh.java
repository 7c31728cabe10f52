package org.uketsuke.server.roster;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.storage.Dialect;

/**
 * Brings a meeting's roster up to date with members, terms, cards and pass keys.
 *
 * @param dialect the engine
 * @param clock the time
 */
public record RosterRefresh(Dialect dialect, Clock clock) {
    /**
     * Brings it up to date, unless the society has not changed since. Only rows that differ get the new version.
     *
     * @param handle a writing transaction
     * @return the roster's version
     */
    public long run(Handle handle, String society, String meeting) {
        RosterStore store = new RosterStore(handle);
        Optional<RosterStore.State> before = store.state(society, meeting);
        if (before.isPresent() && before.get().isCurrent()) {
            return before.get().version();
        }
        store.lock(society, meeting, dialect);
        RosterStore.State stale = store.state(society, meeting)
                .orElseThrow(() -> new IllegalArgumentException("There is no society " + society));
        List<RosterRow> changes = changes(handle, store, society, meeting);
        boolean changed = !changes.isEmpty();
        RosterStore.State made = new RosterStore.State(
                changed ? stale.version() + 1 : stale.version(),
                stale.changeCount(),
                stale.changeCount(),
                changed ? clock.instant() : stale.madeAt());
        store.put(society, meeting, made.version(), changes);
        store.made(society, meeting, made);
        return made.version();
    }

    /** Rows that are new, differ or are gone, in the order of the table's key. */
    private static List<RosterRow> changes(Handle handle, RosterStore store, String society, String meeting) {
        Map<String, RosterRow> old = store.rows(society, meeting);
        List<RosterRow> changes = new ArrayList<>();
        new RosterFactsStore(handle).forEach(society, meeting, row -> {
            RosterRow known = old.remove(row.name());
            if (known == null || !known.equals(row)) {
                changes.add(row);
            }
        });
        old.values().stream().filter(row -> !row.isGone()).map(RosterRow::gone).forEach(changes::add);
        changes.sort(Comparator.comparing(RosterRow::kind).thenComparing(RosterRow::key));
        return changes;
    }
}
