package org.uketsuke.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine.Option;

/** Where the data is: the options that nearly every command shares. */
final class DataOptions {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Data folder; serve and import society make it when missing. Also UKETSUKE_DATA.")
    private Path folder = Path.of("");

    @Option(
            names = "--db",
            paramLabel = "JDBC-URL",
            description = "PostgreSQL database, jdbc:postgresql://HOST/DATABASE?user=USER; default: DIR/uketsuke.db"
                    + " (SQLite). Also UKETSUKE_DB, which keeps a password out of the process list.")
    private Optional<String> jdbcUrl = Optional.empty();

    @Option(
            names = Settings.CONFIG,
            paramLabel = "FILE",
            description = "TOML file with values for options, such as data = \"/srv/uketsuke\"."
                    + " The environment is stronger, flags are strongest.")
    private Optional<Path> config = Optional.empty();

    Path folder() {
        return folder;
    }

    Optional<Path> config() {
        return config;
    }

    Optional<String> jdbcUrl() {
        return jdbcUrl;
    }

    /** Opens the database, and makes it when there is none; close it. */
    Storage openOrMake(Surroundings surroundings) {
        return Storage.open(folder, jdbcUrl, surroundings.random());
    }

    /** Opens a database that is there: a mistyped folder must not become an empty one in which all is as it must be. */
    Storage open(Surroundings surroundings) {
        if (jdbcUrl.isEmpty() && !Storage.isThere(folder)) {
            throw new CommandFailed(
                    "There is no data in %s. Check --data; 'serve' and 'import society' make a new folder."
                            .formatted(folder));
        }
        return openOrMake(surroundings);
    }
}
