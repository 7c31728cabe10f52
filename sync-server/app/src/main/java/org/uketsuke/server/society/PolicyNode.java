package org.uketsuke.server.society;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.Validity;
import tools.jackson.databind.JsonNode;

/**
 * A table of a policy file, read key by key. What is wrong is noted with its key, and a stand-in value is returned so that
 * reading goes on to the next problem.
 *
 * @param file name of the file
 * @param path key of this table, empty for the whole file
 * @param node the table
 * @param problems where problems are noted
 */
record PolicyNode(String file, String path, JsonNode node, List<PolicyProblem> problems) {
    /** What a code looks like. */
    static final String CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,31}";

    void problem(String key, String reason) {
        problems.add(new PolicyProblem(file, path.isEmpty() ? key : path + "." + key, reason));
    }

    /** Notes every key that has no meaning here: most likely misspelt. */
    void onlyKeys(String... known) {
        Set<String> knownKeys = Set.of(known);
        for (String key : node.propertyNames()) {
            if (!knownKeys.contains(key)) {
                problem(key, "is not known here; known are " + String.join(", ", known));
            }
        }
    }

    boolean has(String key) {
        return node.has(key);
    }

    String text(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            problem(key, "is missing");
            return "";
        }
        if (!value.isString() || value.asString().isBlank()) {
            problem(key, "must be a text in quotes");
            return "";
        }
        return value.asString().strip();
    }

    /** A text that must turn into a value; the reason of the failure is that of the thrown exception. */
    <T> T parsed(String key, T standIn, String expected, Function<String, T> parser) {
        int before = problems.size();
        String text = text(key);
        if (problems.size() > before) {
            return standIn;
        }
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            problem(key, "\"%s\" is not %s".formatted(text, expected));
            return standIn;
        }
    }

    long whole(String key, long least, long most) {
        JsonNode value = node.get(key);
        if (value == null) {
            problem(key, "is missing");
            return least;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            problem(key, "must be a whole number from %d to %d".formatted(least, most));
            return least;
        }
        return value.asLong();
    }

    boolean flag(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isBoolean()) {
            problem(key, value == null ? "is missing" : "must be true or false");
            return false;
        }
        return value.asBoolean();
    }

    List<String> texts(String key) {
        JsonNode value = node.get(key);
        List<String> texts = new ArrayList<>();
        if (value == null || !value.isArray()) {
            problem(key, value == null ? "is missing" : "must be a list such as [\"a\", \"b\"]");
            return texts;
        }
        for (JsonNode element : value) {
            if (element.isString() && !element.asString().isBlank()) {
                texts.add(element.asString().strip());
            } else {
                problem(key, "must hold texts in quotes only");
            }
        }
        return texts;
    }

    String code(String key) {
        return parsed(key, "", "a code of letters, digits, '.', '_' and '-'", text -> {
            if (!text.matches(CODE)) {
                throw new IllegalArgumentException(key);
            }
            return text;
        });
    }

    /** A text that must be one of a list. */
    String listed(String key, String list, Set<String> known) {
        String value = text(key);
        if (!value.isEmpty() && !known.contains(value)) {
            problem(
                    key,
                    known.isEmpty()
                            ? "\"%s\" is not in %s, which is empty".formatted(value, list)
                            : "\"%s\" is not in %s: %s".formatted(value, list, String.join(", ", known)));
        }
        return value;
    }

    /** A number such as 15 or 0.5; TOML's fractions are exact decimals here. */
    Credits credits(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            problem(key, "is missing");
            return Credits.ZERO;
        }
        try {
            return Credits.of(value.isNumber() ? value.decimalValue().toPlainString() : value.asString());
        } catch (RuntimeException e) {
            problem(key, "%s: credits are a number such as 15 or 0.5, down to hundredths".formatted(value));
            return Credits.ZERO;
        }
    }

    /** {@code valid_from} and {@code valid_to}, both included; without the latter until further notice. */
    Validity validity() {
        String expected = "a date such as 2026-04-01";
        LocalDate from = parsed("valid_from", LocalDate.MIN, expected, LocalDate::parse);
        LocalDate to =
                has("valid_to") ? parsed("valid_to", Validity.OPEN_END, expected, LocalDate::parse) : Validity.OPEN_END;
        if (to.isBefore(from)) {
            problem("valid_to", "%s is before valid_from %s".formatted(to, from));
            return new Validity(from, from);
        }
        return new Validity(from, to);
    }

    Text bothLanguages(String jaKey, String enKey) {
        return new Text(text(jaKey), text(enKey));
    }

    /** A table below this one; an empty one, noted, if it is not there. */
    PolicyNode table(String key) {
        JsonNode value = node.get(key);
        if (value == null || !value.isObject()) {
            problem(key, value == null ? "is missing: [" + key + "]" : "must be a table: [" + key + "]");
            return new PolicyNode(
                    file, key, tools.jackson.databind.node.JsonNodeFactory.instance.objectNode(), new ArrayList<>());
        }
        return new PolicyNode(file, key, value, problems);
    }

    /** The tables of a list such as {@code [[rule]]}, numbered from 1. */
    List<PolicyNode> tables(String key) {
        List<PolicyNode> tables = new ArrayList<>();
        JsonNode value = node.get(key);
        if (value != null && !value.isArray()) {
            problem(key, "must be a list of tables: [[" + key + "]]");
        } else if (value != null) {
            for (JsonNode element : value) {
                tables.add(new PolicyNode(file, "%s[%d]".formatted(key, tables.size() + 1), element, problems));
            }
        }
        return tables;
    }
}
