package org.uketsuke.server.society;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** What reading a policy file gave: a sound policy, or everything that is wrong with it. */
public sealed interface PolicyReading {
    /**
     * A sound policy.
     *
     * @param policy what it says
     * @param text the file's text
     */
    record Sound(SocietyPolicy policy, String text) implements PolicyReading {}

    /**
     * Not to be used.
     *
     * @param problems all of them, in the order of the file
     */
    record Unsound(List<PolicyProblem> problems) implements PolicyReading {}

    /** Reads and checks a policy. */
    static PolicyReading of(String file, String text) {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(text);
        } catch (JacksonException e) {
            String line = "line " + e.getLocation().getLineNr();
            return new Unsound(List.of(new PolicyProblem(file, line, "not TOML: " + e.getOriginalMessage())));
        }
        PolicyReader reader = new PolicyReader(file);
        SocietyPolicy policy = reader.policy(root);
        return reader.problems().isEmpty() ? new Sound(policy, text) : new Unsound(List.copyOf(reader.problems()));
    }
}
