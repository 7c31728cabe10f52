package org.uketsuke.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * Values of options that were not given as flags. Weakest first: a TOML file ({@code --config}, {@code UKETSUKE_CONFIG}),
 * the environment ({@code --data} is {@code UKETSUKE_DATA}), flags.
 *
 * @param environment environment variables
 * @param file top-level values of the TOML file, by option name without dashes
 */
record Settings(Map<String, String> environment, Map<String, String> file) implements IDefaultValueProvider {
    static final String CONFIG = "--config";
    private static final String PREFIX = "UKETSUKE_";

    /**
     * Reads the file that the arguments or the environment name.
     *
     * @throws CommandFailed if it cannot be read
     */
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
            Map<String, String> read = new java.util.TreeMap<>();
            for (Map.Entry<String, JsonNode> value : values.properties()) {
                if (!value.getValue().isValueNode()) {
                    throw new CommandFailed("%s: %s is a table; settings are plain values such as port = 8080"
                            .formatted(path, value.getKey()));
                }
                read.put(value.getKey(), value.getValue().asString());
            }
            return Map.copyOf(read);
        } catch (IOException e) {
            throw new CommandFailed("%s: cannot be read (%s). Check the path given as --config or UKETSUKE_CONFIG."
                    .formatted(path, e.getClass().getSimpleName()));
        } catch (JacksonException e) {
            throw new CommandFailed("%s: line %d is not TOML. Write settings as: data = \"/srv/uketsuke\""
                    .formatted(path, e.getLocation().getLineNr()));
        }
    }

    private static String variable(String option) {
        return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
            String name = option.longestName();
            String found = environment.getOrDefault(
                    variable(name), file.getOrDefault(name.substring(2), option.defaultValue()));
            return found;
        }
        return argument.defaultValue();
    }
}
