package org.uketsuke.server.office;

import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.society.SocietyStore;

/** The names that a society's policy gives to its classes of meetings and its qualifications. */
final class PolicyWords {
    private final Map<String, Text> classes;
    private final Map<String, Text> qualifications;

    private PolicyWords(Optional<SocietyPolicy> policy) {
        this.classes = policy.map(SocietyPolicy::classes).orElse(Map.of());
        this.qualifications = policy.map(SocietyPolicy::qualifications).orElse(Map.of());
    }

    static PolicyWords of(Handle handle, String society) {
        return new PolicyWords(new SocietyStore(handle).readablePolicy(society));
    }

    /** A class of meetings; one that the policy does not name any more is shown as it is. */
    Text meetingClass(String word) {
        return classes.getOrDefault(word, new Text(word, word));
    }

    /** A kind of qualification; one that the policy does not name any more is shown as it is. */
    Text qualification(String kind) {
        return qualifications.getOrDefault(kind, new Text(kind, kind));
    }
}
