package org.uketsuke.server.web;

import java.time.Instant;
import java.util.Optional;

/**
 * A kiosk that enrolled once.
 *
 * @param id kiosk id
 * @param society society code
 * @param meeting id of the meeting it serves
 * @param booth booth name
 * @param publicKey Ed25519, 32 raw bytes
 * @param revokedAt when the office took its key back
 * @param lastSeenAt when it was last heard, to the minute
 */
public record KnownKiosk(
        String id,
        String society,
        String meeting,
        String booth,
        byte[] publicKey,
        Optional<Instant> revokedAt,
        Instant lastSeenAt) {}
