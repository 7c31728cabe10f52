package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Holds the patterns of all reader profiles against all names that are known to be real: each profile takes its own names,
 * and no other profile takes them too.
 */
final class KnownNames {
    private KnownNames() {}

    static void check(List<ReaderProfile> readers, Map<String, String> files, List<ProfileProblem> problems) {
        for (ReaderProfile profile : readers) {
            String file = files.getOrDefault(profile.id(), profile.id());
            for (Platform platform : Platform.values()) {
                BiConsumer<String, String> wrong =
                        (table, reason) -> problems.add(new ProfileProblem(file, table + "." + platform.key(), reason));
                ReaderMatcher own = new ReaderMatcher(List.of(profile), platform);
                for (String name : profile.match().known().getOrDefault(platform, List.of())) {
                    if (!(own.match(name) instanceof ReaderMatch.Used)) {
                        wrong.accept("match", "does not take the known name '" + name + "'");
                    }
                    others(readers, profile, platform, name, files)
                            .forEach(other -> wrong.accept(
                                    "known",
                                    "'" + name + "' is also taken by " + other + "; two profiles, one reader"));
                }
                for (String name : profile.match().knownExcluded().getOrDefault(platform, List.of())) {
                    if (!(own.match(name) instanceof ReaderMatch.Excluded)) {
                        wrong.accept("match", "does not exclude the known slot '" + name + "'");
                    }
                    others(readers, profile, platform, name, files)
                            .forEach(other -> wrong.accept(
                                    "knownExcluded",
                                    "'" + name + "' is taken by " + other + ", which must exclude it"));
                }
            }
        }
    }

    private static List<String> others(
            List<ReaderProfile> readers,
            ReaderProfile owner,
            Platform platform,
            String name,
            Map<String, String> files) {
        return readers.stream()
                .filter(reader -> !reader.fallback() && !reader.id().equals(owner.id()))
                .filter(reader -> new ReaderMatcher(List.of(reader), platform).match(name) instanceof ReaderMatch.Used)
                .map(reader -> files.getOrDefault(reader.id(), reader.id()))
                .toList();
    }
}
