package org.uketsuke.kiosk;

import java.util.Optional;

/**
 * What is connected to the booth's machine beside readers and scanners.
 *
 * @param printer hardware profile of the printer of slips
 * @param printerAddress where this booth's printer is, in place of the profile's address
 */
public record MachineSettings(Optional<String> printer, Optional<String> printerAddress) {
    /** Nothing. */
    public static MachineSettings bare() {
        return new MachineSettings(Optional.empty(), Optional.empty());
    }
}
