package org.uketsuke.server.storage;

import org.jdbi.v3.core.Handle;

/**
 * Work within one transaction.
 *
 * @param <R> what it brings back
 */
@FunctionalInterface
public interface HandleFunction<R> {
    /** Does the work. It may run more than once, so it touches nothing but the database. */
    R apply(Handle handle);
}
