package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.util.Optional;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.Outcome;

/**
 * What the screen says about one scan.
 *
 * @param at when, by the device clock
 * @param outcome what was decided
 * @param recorded whether the journal holds it durably; where it does not although it should, the screen shows a device
 *     fault and never green
 * @param direction in or out of a session, else none
 * @param maskedName family name, first character of the given name and a circle (SEC-14); empty where nobody was identified
 * @param firstAt when the person was registered first, for {@link Outcome#ALREADY}
 * @param reason finer reason for staff, small on the screen, such as a pass refusal's name
 * @param online whether the server was reached lately; if not, the screen says that the record will be sent later
 * @param session what the screen says of the session, at the door of a room; empty at the meeting's reception, and where nobody
 *     could be told apart
 */
public record Result(
        Instant at,
        Outcome outcome,
        boolean recorded,
        Direction direction,
        Optional<String> maskedName,
        Optional<Instant> firstAt,
        Optional<String> reason,
        boolean online,
        Optional<SessionResult> session) {}
