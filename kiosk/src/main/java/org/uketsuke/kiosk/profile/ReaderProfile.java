package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is known about one kind of card reader (hardware.md B7).
 *
 * @param id stands in journal entries; the file's name without {@code .toml}
 * @param title for people
 * @param origin where the profile came from: {@code built in}, or the file
 * @param cards which cards it reads
 * @param fallback taken when no other profile knows the reader
 * @param usb vendor and product ids, {@code 054C:0DC9}; information only
 * @param protocol for connecting: {@code T=0}, {@code T=1} or {@code *}
 * @param commandBytesMax longest command it carries: 261 (short) or more (extended)
 * @param reversedIds whether it gives ids in reversed byte order
 * @param match which readers it takes
 * @param timing its times
 * @param feedback its light and buzzer
 * @param quirks what people must know about it
 */
public record ReaderProfile(
        String id,
        String title,
        String origin,
        CardInterface cards,
        boolean fallback,
        List<String> usb,
        String protocol,
        int commandBytesMax,
        boolean reversedIds,
        Match match,
        Timing timing,
        FeedbackCommands feedback,
        Quirks quirks) {

    /**
     * Which readers a profile takes. Patterns are held against the whole base name, ignoring case.
     *
     * @param names per platform
     * @param exclude slots of this product that are not for members' cards: SAM, contact
     * @param linuxSlots slots that are used, where all slots of the product share one name; empty means all
     * @param known real names, for checking the patterns
     * @param knownExcluded real names that must be excluded
     */
    public record Match(
            Map<Platform, List<Pattern>> names,
            List<Pattern> exclude,
            Set<String> linuxSlots,
            Map<Platform, List<String>> known,
            Map<Platform, List<String>> knownExcluded) {}

    /**
     * Times of a reader, in milliseconds.
     *
     * @param settleMillis pause between seeing a card and talking to it
     * @param recheckMillis how often a card that stays is read again, to notice that it was swapped
     * @param debounceMillis the same card within this time is one scan
     * @param apduTimeoutMillis after this an unanswered command counts as hung
     */
    public record Timing(int settleMillis, int recheckMillis, int debounceMillis, int apduTimeoutMillis) {}

    /**
     * Commands for light and buzzer.
     *
     * @param via how they travel
     * @param expect first bytes of a good answer, or empty for any
     * @param timeoutMillis after this the reader counts as hung
     * @param init sent once after the reader is found
     * @param accept shown on {@code ACCEPT}
     * @param reject shown on {@code REJECT}
     */
    public record FeedbackCommands(
            Via via,
            Optional<HexMask> expect,
            int timeoutMillis,
            List<ByteString> init,
            Optional<ByteString> accept,
            Optional<ByteString> reject) {}

    /** How a command reaches the reader itself. */
    public enum Via {
        /** As a pseudo-APDU, while a card is present. */
        APDU,
        /** Through the control call of PC/SC. */
        ESCAPE
    }

    /**
     * What the person who plugs the reader in must know.
     *
     * @param escapeNeedsPlist whether libccid must be told to allow {@link Via#ESCAPE}
     * @param blacklistKernelModules Linux kernel modules that grab the reader first
     * @param notOnLinux whether Linux has no PC/SC driver for it
     * @param notes more, one sentence each
     */
    public record Quirks(
            boolean escapeNeedsPlist, List<String> blacklistKernelModules, boolean notOnLinux, List<String> notes) {}
}
