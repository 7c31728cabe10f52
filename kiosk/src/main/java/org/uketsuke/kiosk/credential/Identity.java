package org.uketsuke.kiosk.credential;

import java.util.Optional;
import org.uketsuke.kiosk.roster.CardHolder;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEvent.PassSeen;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.SealedToken;

/** Who or what was held out. */
public sealed interface Identity {
    /**
     * A card of a medium that the society issues.
     *
     * @param token its pseudonym
     * @param medium its medium
     * @param holder card and holder, if the roster knows them
     */
    record Token(CardToken token, Medium medium, Optional<CardHolder> holder) implements Identity {}

    /**
     * A card that staff gave out for this meeting.
     *
     * @param token its pseudonym
     * @param medium its medium, also one that the society does not issue
     * @param holder for whom it stands
     */
    record Temporary(CardToken token, Medium medium, RosterMember holder) implements Identity {}

    /**
     * A member pass that holds.
     *
     * @param seen which pass
     * @param holder whose it is
     */
    record Pass(PassSeen seen, RosterMember holder) implements Identity {}

    /**
     * A text that is not taken as a pass.
     *
     * @param why the first check that failed
     * @param seen which pass, where at least its signature held
     */
    record Refused(PassRefusal why, Optional<PassSeen> seen) implements Identity {}

    /**
     * Something that is only counted and leaves no id.
     *
     * @param outcome one that is {@link Outcome#countedOnly}
     */
    record Counted(Outcome outcome) implements Identity {}

    /**
     * No roster is unlocked: only the server can tell.
     *
     * @param sealed the scan, for the server's eyes only
     * @param medium what was held out
     */
    record Sealed(SealedToken sealed, Medium medium) implements Identity {}
}
