package org.uketsuke.kiosk.booth;

import java.time.Instant;
import org.uketsuke.protocol.RosterMessages.BoothStaff;

/** What became of a try to open the staff desk. */
public sealed interface LogIn {
    /**
     * It is open.
     *
     * @param token what the page shows with everything it asks
     * @param staff who opened it
     */
    record Opened(String token, BoothStaff staff) implements LogIn {}

    /**
     * That was not the person's PIN.
     *
     * @param triesLeft before the desk is locked
     */
    record Refused(int triesLeft) implements LogIn {}

    /**
     * Too many wrong PINs; a staff card still opens it.
     *
     * @param until when PINs are taken again, by the device clock
     */
    record Locked(Instant until) implements LogIn {}
}
