package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Values of options that were not given as flags. Weakest first: a TOML file ({@code --config}, {@code UKETSUKE_CONFIG}),
 * the environment ({@code --port} is {@code UKETSUKE_PORT}), flags.
 *
 * @param environment environment variables
 * @param file top-level values of the TOML file, by option name without dashes
 */
record Settings(Map<String, String> environment, Map<String, String> file) implements IDefaultValueProvider {
    static final String CONFIG = "--config";
    private static final String PREFIX = "UKETSUKE_";

    /** Reads the file that the arguments or the environment name; {@link CommandFailed} if it cannot be read. */
    static Settings read(List<String> arguments, Map<String, String> environment) {
        return named(arguments)
                .or(() -> Optional.ofNullable(environment.get(variable(CONFIG))))
                .map(path -> new Settings(environment, readFile(Path.of(path))))
                .orElseGet(() -> new Settings(environment, Map.of()));
    }

    private static Optional<String> named(List<String> arguments) {
        int at = arguments.indexOf(CONFIG);
        if (at >= 0 && at + 1 < arguments.size()) {
            return Optional.of(arguments.get(at + 1));
        }
        return arguments.stream()
                .filter(argument -> argument.startsWith(CONFIG + "="))
                .map(argument -> argument.substring(CONFIG.length() + 1))
                .findFirst();
    }

    private static Map<String, String> readFile(Path path) {
        try {
            JsonNode values = new TomlMapper().readTree(Files.readString(path));
            Map<String, String> read = new TreeMap<>();
            for (Map.Entry<String, JsonNode> value : values.properties()) {
                if (!value.getValue().isValueNode()) {
                    throw new CommandFailed(path + ": " + value.getKey()
                            + " is a table; settings are plain values such as port = 7070");
                }
                read.put(value.getKey(), value.getValue().asString());
            }
            return Map.copyOf(read);
        } catch (IOException e) {
            throw new CommandFailed(path + ": cannot be read (" + e.getClass().getSimpleName()
                    + "). Check the path given as --config or UKETSUKE_CONFIG.");
        } catch (JacksonException e) {
            throw new CommandFailed(path + ": line " + e.getLocation().getLineNr()
                    + " is not TOML. Write settings as: data = \"/srv/kiosk\"");
        }
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
            String name = option.longestName();
            String fromFile = file.get(name.substring(2));
            return environment.getOrDefault(variable(name), fromFile == null ? option.defaultValue() : fromFile);
        }
        return argument.defaultValue();
    }
}
