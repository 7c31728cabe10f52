package org.uketsuke.kiosk.booth;

import java.time.Instant;

/** What became of a registration by hand. */
public sealed interface Registration {
    /**
     * It is on disk.
     *
     * @param seq its entry
     */
    record Registered(long seq) implements Registration {}

    /**
     * The person was registered here before; nothing was recorded anew.
     *
     * @param firstAt when
     */
    record AlreadyRegistered(Instant firstAt) implements Registration {}

    /** The agenda or the booth's door changed since the page was drawn, or it names no session of this room; nothing was recorded. */
    record OtherAgenda() implements Registration {}

    /** The roster in use does not know the member. */
    record UnknownMember() implements Registration {}

    /** The journal takes nothing now: the person is not registered. */
    record NotOnDisk() implements Registration {}
}
