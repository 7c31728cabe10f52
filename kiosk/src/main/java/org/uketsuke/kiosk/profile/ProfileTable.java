package org.uketsuke.kiosk.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Checked access to one table of a profile file. Nothing throws: every problem is noted with file, key and reason, and a
 * harmless value stands in, so that one pass finds all problems. {@link #end} notes keys that nobody asked for.
 */
final class ProfileTable {
    private static final int TEXT_LENGTH_MAX = 400;
    private static final int LIST_LENGTH_MAX = 64;

    private final String file;
    private final String path;
    private final JsonNode node;
    private final List<ProfileProblem> problems;
    private final Set<String> asked = new HashSet<>();

    ProfileTable(String file, String path, JsonNode node, List<ProfileProblem> problems) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** Notes a problem with one key of this table. */
    void wrong(String key, String reason) {
        problems.add(new ProfileProblem(file, path + key, reason));
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** A text that must be there. */
    String text(String key) {
        Optional<String> text = optionalText(key);
        if (text.isEmpty() && !has(key)) {
            wrong(key, "is missing");
        }
        return text.orElse("");
    }

    /** A text that may be missing; blank is a problem. */
    Optional<String> optionalText(String key) {
        return value(key).flatMap(value -> string(key, value)).filter(text -> {
            if (text.isBlank()) {
                wrong(key, "is blank");
            }
            return !text.isBlank();
        });
    }

    /** Texts, or none. */
    List<String> texts(String key) {
        return elements(key).flatMap(value -> string(key, value).stream()).toList();
    }

    /** Whole numbers, or none. */
    Set<Integer> numbers(String key, int min, int max) {
        return elements(key)
                .flatMap(value -> whole(key, value, min, max).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A whole number in a range. */
    int number(String key, int min, int max, int otherwise) {
        return value(key).flatMap(value -> whole(key, value, min, max)).orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            wrong(key, "must be true or false");
            return otherwise;
        }
        return value.map(JsonNode::booleanValue).orElse(otherwise);
    }

    /** One constant of an enum, written in lower case with dashes. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        return optionalText(key).flatMap(text -> constant(key, type, text)).orElse(otherwise);
    }

    <E extends Enum<E>> Set<E> choices(String key, Class<E> type) {
        return texts(key).stream()
                .flatMap(text -> constant(key, type, text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A text that {@code parse} understands; its {@link IllegalArgumentException} becomes the reason. */
    <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return optionalText(key).flatMap(text -> attempt(key, text, parse));
    }

    /** Texts that {@code parse} understands. */
    <T> List<T> parsedList(String key, Function<String, T> parse) {
        return texts(key).stream()
                .flatMap(text -> attempt(key, text, parse).stream())
                .toList();
    }

    /** A table within this one; an empty one when it is missing. */
    ProfileTable table(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isObject()) {
            wrong(key, "must be a table: [" + key + "]");
        }
        JsonNode inner = value.filter(JsonNode::isObject).orElse(JsonNodeFactory.instance.objectNode());
        return new ProfileTable(file, path + key + ".", inner, problems);
    }

    /** The tables of an array of tables, or none. */
    List<ProfileTable> tables(String key) {
        List<JsonNode> nodes = elements(key).toList();
        List<ProfileTable> tables = new ArrayList<>();
        IntStream.range(0, nodes.size()).forEach(i -> {
            if (nodes.get(i).isObject()) {
                tables.add(new ProfileTable(file, path + key + "[" + (i + 1) + "].", nodes.get(i), problems));
            } else {
                wrong(key, "must be tables: [[" + key + "]]");
            }
        });
        return tables;
    }

    /** Notes every key that nobody asked for: a misspelt key must not be ignored in silence. */
    void end() {
        node.propertyNames().stream()
                .filter(key -> !asked.contains(key))
                .forEach(key -> wrong(
                        key,
                        "is not a key here; known are "
                                + asked.stream().sorted().collect(Collectors.joining(", "))));
    }

    private Optional<JsonNode> value(String key) {
        asked.add(key);
        return Optional.ofNullable(node.get(key));
    }

    private Stream<JsonNode> elements(String key) {
        Optional<JsonNode> value = value(key);
        if (value.isPresent() && !value.get().isArray()) {
            wrong(key, "must be a list: [ … ]");
            return Stream.empty();
        }
        if (value.isPresent() && value.get().size() > LIST_LENGTH_MAX) {
            wrong(key, "has more than " + LIST_LENGTH_MAX + " elements");
            return Stream.empty();
        }
        return value.stream().flatMap(list -> list.values().stream());
    }

    private Optional<String> string(String key, JsonNode value) {
        if (!value.isString()) {
            wrong(key, "must be a text in quotes");
            return Optional.empty();
        }
        if (value.stringValue().length() > TEXT_LENGTH_MAX) {
            wrong(key, "is longer than " + TEXT_LENGTH_MAX + " characters");
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    private Optional<Integer> whole(String key, JsonNode value, int min, int max) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            wrong(key, "must be a whole number from " + min + " to " + max);
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    private <E extends Enum<E>> Optional<E> constant(String key, Class<E> type, String text) {
        Optional<E> constant = Arrays.stream(type.getEnumConstants())
                .filter(candidate -> wireName(candidate).equals(text))
                .findFirst();
        if (constant.isEmpty()) {
            wrong(
                    key,
                    "'" + text + "' is none of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(ProfileTable::wireName)
                                    .collect(Collectors.joining(", ")));
        }
        return constant;
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T> Optional<T> attempt(String key, String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            wrong(key, String.valueOf(e.getMessage()).lines().findFirst().orElse("cannot be read"));
            return Optional.empty();
        }
    }
}
