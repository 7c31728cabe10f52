package org.uketsuke.server.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.DeviceTime;
import org.uketsuke.server.adjudicate.Received;

/**
 * A push as far as it can be prepared before its transaction, so that the one writer of SQLite has little to do.
 *
 * @param kiosk who sends
 * @param journal journal id
 * @param after entry that the first one follows
 * @param texts exact texts
 * @param entries what they say
 * @param evidence whom they point at
 * @param head claimed hash of the last one, hex
 * @param signature the kiosk's signature over it, as sent
 * @param signed whether the kiosk's signature over that head holds
 * @param sent the device's clocks when it sent
 * @param arrived the server's clock when it arrived
 */
record Push(
        KioskRow kiosk,
        String journal,
        long after,
        List<String> texts,
        List<Received> entries,
        List<Evidence> evidence,
        String head,
        String signature,
        boolean signed,
        Optional<DeviceTime> sent,
        Instant arrived) {}
