package org.uketsuke.kiosk.checkin;

import org.uketsuke.protocol.RosterMessages.RosterMember;

/** A person's name as a public screen may show it (SEC-14): 「山田 太◯」. */
public final class MaskedName {
    private static final String REST = "◯";

    private MaskedName() {}

    /** Family name, first character of the given name, and a circle; who has one name only is shown by that. */
    public static String of(RosterMember member) {
        String family = member.familyName().strip();
        String given = member.givenName().strip();
        if (given.isEmpty()) {
            return family;
        }
        return (family + " " + firstCharacter(given) + REST).strip();
    }

    /** A character may take two UTF-16 units (𠮷), and marks or variants may follow it (葛󠄀). */
    private static String firstCharacter(String text) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length() && belongsToTheOneBefore(text.codePointAt(end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end);
    }

    private static boolean belongsToTheOneBefore(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
