package org.uketsuke.server.storage;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.uketsuke.server.storage.StorageException.Kind;

/**
 * Brings a database to the tables this program knows, and refuses one that is not its own.
 *
 * @param dialect which engine
 * @param place where the data is, for people
 */
record Migration(Dialect dialect, String place) {
    private static final String HISTORY_TABLE = "uketsuke_schema";

    /**
     * Refuses, or migrates.
     *
     * @param untouched connects without changing anything; what is not ours stays as it is
     * @param source connects as the program will
     */
    void apply(DataSource untouched, DataSource source) {
        boolean ours = requireOursOrNew(untouched);
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .table(HISTORY_TABLE)
                .locations(dialect.migrations().toArray(String[]::new))
                .placeholders(dialect.placeholders())
                .baselineOnMigrate(false)
                .cleanDisabled(true)
                .load();
        if (ours) {
            requireNotNewer(flyway);
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            if (Translation.sqlCause(e).isPresent()) {
                throw e;
            }
            throw new StorageException(
                    Kind.FOREIGN,
                    "%s has a history that this program did not write. Nothing was changed. Choose another data folder or database, or put the latest backup in its place."
                            .formatted(place),
                    e);
        }
    }

    private boolean requireOursOrNew(DataSource source) {
        TablesFound found = TablesFound.in(source, HISTORY_TABLE);
        if (found == TablesFound.OTHERS) {
            throw new StorageException(
                    Kind.FOREIGN,
                    "%s holds tables of another program. Nothing was changed. Choose another data folder or an empty database."
                            .formatted(place),
                    null);
        }
        return found == TablesFound.OURS;
    }

    private void requireNotNewer(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED) {
                throw new StorageException(
                        Kind.NEWER,
                        "%s was written by a newer version of this program (tables version %s). Nothing was changed. Start that version."
                                .formatted(place, migration.getVersion()),
                        null);
            }
        }
    }
}
