package org.uketsuke.kiosk;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.uketsuke.kiosk.booth.Counted;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * What a reception serves.
 *
 * @param assignment where and for what the kiosk serves, as it stands now
 * @param software kiosk version
 * @param online whether the server was reached lately
 * @param counted told of every scan that leaves no entry, on the reader's thread: must be quick and must not throw
 */
public record ReceptionSettings(
        Supplier<Assignment> assignment, String software, BooleanSupplier online, Consumer<Counted> counted) {}
