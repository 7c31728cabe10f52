package org.uketsuke.kiosk;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What opening and closing a booth need from outside.
 *
 * @param boothKeyFile file with the booth key, read once at start
 * @param exportFolder where the desk may write the journal for the office, such as a USB stick's mount point
 */
public record DutySettings(Optional<Path> boothKeyFile, Optional<Path> exportFolder) {
    /** Of a booth that people open by hand and that writes no exports. */
    public static DutySettings none() {
        return new DutySettings(Optional.empty(), Optional.empty());
    }
}
