package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Messages.Text;

/** What the kiosk tells its page, as JSON. */
sealed interface PageMessage {

    /**
     * The event's name on the page's event stream; of each kind at most one waits for a slow page, the newest.
     */
    enum Kind {
        STATUS,
        READING,
        RESULT,
        STAFF
    }

    /**
     * A result to show.
     *
     * @param face what to show
     * @param later whether to add that the record will be sent later
     * @param name masked name, if somebody was identified
     * @param firstAt first registration, if this is a repetition
     * @param reason for staff, small
     * @param at when, by the device clock
     * @param direction in or out of a session, else none
     * @param session what to say of the session, at the door of a room
     */
    record Shown(
            Face face,
            boolean later,
            Optional<String> name,
            Optional<Instant> firstAt,
            Optional<String> reason,
            Instant at,
            Direction direction,
            Optional<SessionResult> session)
            implements PageMessage {

        static Shown of(Result result) {
            Face face = Face.of(result);
            return new Shown(
                    face,
                    face.good() && !result.online(),
                    face == Face.NOT_RECORDED ? Optional.empty() : result.maskedName(),
                    result.firstAt(),
                    result.reason(),
                    result.at(),
                    result.direction(),
                    face == Face.NOT_RECORDED ? Optional.empty() : result.session());
        }
    }

    /**
     * A card is being read, or is not any more.
     *
     * @param on which
     */
    record Reading(boolean on) implements PageMessage {}

    /** One of staff held out her card. */
    record StaffCame() implements PageMessage {}

    /**
     * How things stand.
     *
     * @param booth the booth
     */
    record Standing(BoothStatus booth) implements PageMessage {}

    /**
     * What does not change while the kiosk runs.
     *
     * @param samples labels of the sample panel's buttons
     * @param scanner by what the page tells a scanner's keys from a person's
     */
    record Setup(List<Text> samples, ScannerKeys scanner) implements PageMessage {}

    /**
     * What became of a camera picture or typed text.
     *
     * @param sighting {@code nothing}, {@code like-a-code} or {@code read}
     */
    record Looked(String sighting) implements PageMessage {}

    /**
     * Sent by the page: what a scanner typed.
     *
     * @param text without the key that ended it
     */
    record Typed(String text) implements PageMessage {}

    /**
     * Sent by the page: a help button.
     *
     * @param call which
     */
    record Help(HelpCall call) implements PageMessage {}

    /**
     * Sent by the page: people can see it.
     *
     * @param tab id of its tab
     * @param publicPage whether it is the public page
     */
    record Beat(String tab, boolean publicPage) implements PageMessage {}
}
