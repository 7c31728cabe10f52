package org.uketsuke.server.ingest;

import org.uketsuke.server.storage.HandleFunction;

/** Lets pushes write to the database in turn, and says no when too many wait. */
interface WriteTurns extends AutoCloseable {
    /**
     * Does the work in a transaction and returns after its commit, or {@link PushAnswer.Busy} without having begun.
     *
     * @param entries how many entries the push brings: how long the work may take
     */
    PushAnswer take(int entries, HandleFunction<PushAnswer> work);

    @Override
    void close();
}
