package org.uketsuke.server.roster;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.server.roster.RosterStore.State;
import org.uketsuke.server.storage.Dialect;

/**
 * Brings a meeting's roster up to date with members, terms, cards, pass keys and booth staff. Only rows that differ get the new version.
 *
 * @param dialect the engine
 * @param clock the time
 */
record RosterRefresh(Dialect dialect, Clock clock) {
    /**
     * What a refresh would do, found out by reading only.
     *
     * @param before the roster as it was
     * @param facts what it shall hold
     * @param changes rows that are new, differ or are gone, in the order of the table's key
     */
    record Found(State before, RosterFacts facts, List<RosterRow> changes) {}

    /**
     * A roster that is up to date.
     *
     * @param state the roster
     * @param facts exactly what it holds
     */
    record Made(State state, RosterFacts facts) {}

    /** Looks for changes. Nothing is locked, so that a large roster keeps nobody waiting. */
    Found look(Handle handle, String society, String meeting) {
        RosterStore store = new RosterStore(handle, dialect);
        State before = store.state(society, meeting).orElseGet(() -> State.none(store.changeCount(society)));
        RosterFacts facts = new RosterFactsStore(handle, dialect).read(society, meeting);
        return new Found(before, facts, changes(store, society, meeting, facts));
    }

    /**
     * Writes what was found, unless the roster or the society's books have changed since.
     *
     * @param handle a writing transaction
     */
    Optional<Made> apply(Handle handle, String society, String meeting, Found found) {
        RosterStore store = new RosterStore(handle, dialect);
        store.lock(society, meeting);
        State now = store.state(society, meeting).orElseThrow();
        return now.equals(found.before()) ? Optional.of(write(store, society, meeting, found)) : Optional.empty();
    }

    /**
     * Brings it up to date, unless the society has not changed since.
     *
     * @param handle a writing transaction
     * @return the roster's version
     */
    long run(Handle handle, String society, String meeting) {
        RosterStore store = new RosterStore(handle, dialect);
        Optional<State> before = store.state(society, meeting);
        if (before.isPresent() && before.get().isCurrent()) {
            return before.get().version();
        }
        store.lock(society, meeting);
        return write(store, society, meeting, look(handle, society, meeting))
                .state()
                .version();
    }

    private Made write(RosterStore store, String society, String meeting, Found found) {
        State before = found.before();
        boolean changed = !found.changes().isEmpty();
        State made = new State(
                changed ? before.version() + 1 : before.version(),
                before.changeCount(),
                before.changeCount(),
                changed ? clock.instant() : before.madeAt());
        store.put(society, meeting, made.version(), found.changes());
        store.made(society, meeting, made);
        return new Made(made, found.facts());
    }

    private static List<RosterRow> changes(RosterStore store, String society, String meeting, RosterFacts facts) {
        Map<String, Map<String, RosterRow>> old = store.rows(society, meeting);
        List<RosterRow> changes = new ArrayList<>();
        facts.forEachRow(row -> {
            Optional<RosterRow> known = Optional.ofNullable(
                    old.computeIfAbsent(row.kind(), kind -> new HashMap<>()).remove(row.key()));
            if (known.isEmpty() || !known.get().equals(row)) {
                changes.add(row);
            }
        });
        old.values().stream()
                .flatMap(kind -> kind.values().stream())
                .filter(row -> !row.isGone())
                .map(RosterRow::gone)
                .forEach(changes::add);
        changes.sort(Comparator.comparing(RosterRow::kind).thenComparing(RosterRow::key));
        return changes;
    }
}
