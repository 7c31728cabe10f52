package org.uketsuke.server.enrolment;

import java.time.Instant;
import java.util.Optional;

/**
 * A kiosk, for the people who look after it.
 *
 * @param id kiosk id
 * @param society society of its meeting
 * @param booth booth name
 * @param enrolledAt when it came
 * @param lastSeenAt when it was last heard, to the minute
 * @param revokedAt when the office took its key back
 * @param door the door it keeps; none if it serves the meeting's reception
 * @param heard whether it was told so when it last asked; until then it registers where it stood before
 */
public record EnrolledKiosk(
        String id,
        String society,
        String booth,
        Instant enrolledAt,
        Instant lastSeenAt,
        Optional<Instant> revokedAt,
        Optional<KeptDoor> door,
        boolean heard) {}
