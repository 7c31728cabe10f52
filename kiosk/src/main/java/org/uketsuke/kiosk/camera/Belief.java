package org.uketsuke.kiosk.camera;

import java.util.Optional;
import org.uketsuke.protocol.MemberPass;

/**
 * Which texts of one camera are believed. A sharp QR code is, and so is any member pass, because its signature is checked later
 * and a wrong read cannot pass; anything else only when two pictures in a row gave the same.
 */
final class Belief {
    private Optional<CodeRead> before = Optional.empty();

    /** What of a picture can be believed; to be asked once for every picture, also for those without a code. */
    Optional<String> believed(Optional<CodeRead> read) {
        boolean again = read.isPresent()
                && before.isPresent()
                && read.get().text().equals(before.get().text());
        before = read;
        return read.filter(it -> again || sure(it)).map(CodeRead::text);
    }

    private static boolean sure(CodeRead read) {
        return switch (read.kind()) {
            case SHARP -> true;
            case REPAIRED -> read.text().startsWith(MemberPass.PREFIX);
            case BARS -> false;
        };
    }
}
