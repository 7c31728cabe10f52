package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds a reader's name against all profiles: first those that know it, then the fallback. */
final class ReaderMatcher {
    private final List<ReaderProfile> readers;
    private final Platform platform;

    ReaderMatcher(List<ReaderProfile> readers, Platform platform) {
        this.readers = List.copyOf(readers);
        this.platform = platform;
    }

    ReaderMatch match(String fullName) {
        ReaderName name = ReaderName.parse(fullName, platform);
        return readers.stream()
                .filter(profile -> !profile.fallback())
                .flatMap(profile -> match(profile, name).stream())
                .findFirst()
                .or(() -> readers.stream()
                        .filter(ReaderProfile::fallback)
                        .flatMap(profile -> match(profile, name).stream())
                        .findFirst())
                .orElseGet(() -> new ReaderMatch.Unknown("no profile knows this name on " + platform.key()));
    }

    private Optional<ReaderMatch> match(ReaderProfile profile, ReaderName name) {
        Optional<Pattern> excluded = first(profile.match().exclude(), name);
        if (excluded.isPresent()) {
            return Optional.of(new ReaderMatch.Excluded(
                    profile, "not a slot for members' cards: the name fits exclude '" + excluded.get() + "'"));
        }
        Optional<Pattern> taken = first(profile.match().names().getOrDefault(platform, List.of()), name);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        String slot = name.slot().orElse("");
        if (platform == Platform.LINUX
                && !profile.match().linuxSlots().isEmpty()
                && !profile.match().linuxSlots().contains(slot)) {
            return Optional.of(new ReaderMatch.Excluded(
                    profile,
                    "not a slot for members' cards: slot " + slot + " is not in linuxSlots "
                            + profile.match().linuxSlots()));
        }
        String kind = profile.fallback() ? "no profile knows this reader better; the fallback fits " : "the name fits ";
        return Optional.of(new ReaderMatch.Used(profile, kind + platform.key() + " '" + taken.get() + "'"));
    }

    private static Optional<Pattern> first(List<Pattern> patterns, ReaderName name) {
        return patterns.stream()
                .filter(pattern -> pattern.matcher(name.base()).matches())
                .findFirst();
    }
}
