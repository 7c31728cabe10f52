package org.uketsuke.kiosk.profile;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.profile.ReaderProfile.FeedbackCommands;
import org.uketsuke.kiosk.profile.ReaderProfile.Match;
import org.uketsuke.kiosk.profile.ReaderProfile.Quirks;
import org.uketsuke.kiosk.profile.ReaderProfile.Timing;
import org.uketsuke.kiosk.profile.ReaderProfile.Via;

/** Reads a file of {@code readers/}; the keys are explained in {@code hardware-profiles/README.md}. */
final class ReaderFile {
    private static final int SHORT_COMMAND_BYTES = 261;
    private static final int EXTENDED_COMMAND_BYTES = 8_000;

    private ReaderFile() {}

    private enum CommandSize {
        SHORT,
        EXTENDED
    }

    private enum Authentication {
        NONE
    }

    /** Reads the table; problems are noted in it. */
    static ReaderProfile read(String id, String origin, ProfileTable table) {
        String title = table.text("title");
        CardInterface cards = table.choice("cards", CardInterface.class, CardInterface.CONTACTLESS);
        boolean fallback = table.flag("fallback", false);
        List<String> usb = usb(table);
        String protocol = table.parsed("protocol", ReaderFile::protocol).orElse("*");
        CommandSize size = table.choice("maxApdu", CommandSize.class, CommandSize.SHORT);
        boolean reversed = table.flag("reversedIds", false);
        table.choice("auth", Authentication.class, Authentication.NONE);
        Match match = match(table, fallback);
        return new ReaderProfile(
                id,
                title,
                origin,
                cards,
                fallback,
                usb,
                protocol,
                size == CommandSize.SHORT ? SHORT_COMMAND_BYTES : EXTENDED_COMMAND_BYTES,
                reversed,
                match,
                timing(table.table("timing")),
                feedback(table.table("feedback")),
                quirks(table.table("quirks")));
    }

    /** USB ids of a device, {@code 054C:0DC9}. */
    static List<String> usb(ProfileTable table) {
        return table.parsedList("usb", text -> {
            if (!text.matches("[0-9A-F]{4}:[0-9A-F]{4}")) {
                throw new IllegalArgumentException("'" + text + "' is not like 054C:0DC9");
            }
            return text;
        });
    }

    private static String protocol(String text) {
        if (!Set.of("*", "T=0", "T=1").contains(text)) {
            throw new IllegalArgumentException("'" + text + "' is none of *, T=0, T=1");
        }
        return text;
    }

    private static Match match(ProfileTable table, boolean fallback) {
        ProfileTable match = table.table("match");
        Map<Platform, List<Pattern>> names = new EnumMap<>(Platform.class);
        for (Platform platform : Platform.values()) {
            names.put(platform, match.parsedList(platform.key(), ReaderFile::pattern));
        }
        List<Pattern> exclude = match.parsedList("exclude", ReaderFile::pattern);
        List<String> slots = match.parsedList("linuxSlots", text -> {
            if (!text.matches("[0-9A-F]{2}")) {
                throw new IllegalArgumentException("'" + text + "' is not two hex digits");
            }
            return text;
        });
        match.end();
        if (Arrays.stream(Platform.values()).noneMatch(platform -> match.has(platform.key()))) {
            table.wrong("match", "has no pattern for linux, windows or macos");
        }
        Map<Platform, List<String>> known = names(table.table("known"));
        if (!fallback && known.values().stream().allMatch(List::isEmpty)) {
            table.wrong("known", "has no real name; without one the patterns cannot be checked");
        }
        return new Match(names, exclude, Set.copyOf(slots), known, names(table.table("knownExcluded")));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static Map<Platform, List<String>> names(ProfileTable table) {
        Map<Platform, List<String>> names = new EnumMap<>(Platform.class);
        for (Platform platform : Platform.values()) {
            names.put(platform, table.texts(platform.key()));
        }
        table.end();
        return names;
    }

    private static Timing timing(ProfileTable table) {
        Timing timing = new Timing(
                table.number("settleMillis", 0, 1_000, 0),
                table.number("recheckMillis", 100, 10_000, 500),
                table.number("debounceMillis", 0, 30_000, 3_000),
                table.number("apduTimeoutMillis", 200, 10_000, 2_000));
        table.end();
        return timing;
    }

    private static FeedbackCommands feedback(ProfileTable table) {
        FeedbackCommands feedback = new FeedbackCommands(
                table.choice("via", Via.class, Via.APDU),
                table.parsed("expect", HexMask::parse),
                table.number("timeoutMillis", 100, 5_000, 1_000),
                table.parsedList("init", ByteString::parse),
                table.parsed("accept", ByteString::parse),
                table.parsed("reject", ByteString::parse));
        table.end();
        return feedback;
    }

    private static Quirks quirks(ProfileTable table) {
        Quirks quirks = new Quirks(
                table.flag("escapeNeedsPlist", false),
                table.texts("blacklistKernelModules"),
                table.flag("notOnLinux", false),
                table.texts("notes"));
        table.end();
        return quirks;
    }
}
