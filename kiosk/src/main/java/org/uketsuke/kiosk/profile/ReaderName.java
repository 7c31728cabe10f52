package org.uketsuke.kiosk.profile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader's name as the system gives it, taken apart (hardware.md B1).
 *
 * @param full as given
 * @param base without the counting suffix: what profiles match
 * @param slot on Linux the slot, two hex digits; several slots of one reader may share a base name
 */
record ReaderName(String full, String base, Optional<String> slot) {
    private static final Pattern LINUX_SUFFIX = Pattern.compile("(.*\\S) +([0-9A-Fa-f]{2}) ([0-9A-Fa-f]{2})");
    private static final Pattern COUNT_SUFFIX = Pattern.compile("(.*\\S) +[0-9]{1,2}");

    /** Takes a name apart; a name without suffix is its own base. */
    static ReaderName parse(String full, Platform platform) {
        String name = full.strip();
        Matcher suffix = (platform == Platform.LINUX ? LINUX_SUFFIX : COUNT_SUFFIX).matcher(name);
        if (!suffix.matches()) {
            return new ReaderName(full, name, Optional.empty());
        }
        return new ReaderName(
                full, suffix.group(1), platform == Platform.LINUX ? Optional.of(suffix.group(3)) : Optional.empty());
    }
}
