package org.uketsuke.server.web;

import java.time.Instant;
import java.util.Optional;

/** Where the signature check learns whose key a key id names. */
public interface KioskKeys {
    /** The kiosk of that id, also a revoked one. */
    Optional<KnownKiosk> find(String kioskId);

    /** Notes that a kiosk was heard. */
    void heard(KnownKiosk kiosk, Instant at);
}
