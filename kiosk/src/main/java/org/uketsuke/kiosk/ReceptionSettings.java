package org.uketsuke.kiosk;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * What a reception serves.
 *
 * @param assignment where and for what the kiosk serves, as it stands now
 * @param software kiosk version
 * @param online whether the server was reached lately
 */
public record ReceptionSettings(Supplier<Assignment> assignment, String software, BooleanSupplier online) {}
