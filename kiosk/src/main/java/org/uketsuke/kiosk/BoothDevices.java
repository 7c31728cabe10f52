package org.uketsuke.kiosk;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.printer.Printers;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.PrinterProfile;
import org.uketsuke.kiosk.profile.ScannerProfile;
import org.uketsuke.kiosk.screen.ScannerKeys;
import org.uketsuke.kiosk.wedge.ScannerFormat;

/**
 * What a booth knows of its devices.
 *
 * @param profiles all hardware profiles
 * @param scanner how the keyboard-like scanner frames what it types
 * @param keys how the page knows that it typed
 */
record BoothDevices(HardwareProfiles profiles, ScannerFormat scanner, ScannerKeys keys) {
    private static final String GENERIC_SCANNER = "keyboard-wedge";

    /** Picks the scanner that the settings name; an unknown name fails and tells the known ones. */
    static BoothDevices of(HardwareProfiles profiles, KioskSettings settings) {
        String wanted = settings.scanner().orElse(GENERIC_SCANNER);
        ScannerProfile scanner = profiles.scanner(wanted)
                .orElseThrow(() -> new IllegalStateException("No scanner profile " + wanted + ". There are: "
                        + profiles.scanners().stream().map(ScannerProfile::id).collect(Collectors.joining(", "))));
        return new BoothDevices(
                profiles,
                new ScannerFormat(scanner.id(), scanner.prefix(), scanner.suffix()),
                new ScannerKeys(
                        scanner.minKeys(), scanner.maxGapMillis(), scanner.endSilenceMillis(), scanner.terminators()));
    }

    /** Starts the printer that the settings name, or none; an unknown name fails and tells the known ones. */
    static Printer printer(HardwareProfiles profiles, MachineSettings machine, LongSupplier nanoTime) {
        Optional<String> wanted = machine.printer();
        if (wanted.isEmpty()) {
            return Printers.off();
        }
        PrinterProfile profile = profiles.printer(wanted.get())
                .orElseThrow(() -> new IllegalStateException("No printer profile " + wanted.get() + ". There are: "
                        + profiles.printers().stream().map(PrinterProfile::id).collect(Collectors.joining(", "))));
        try {
            return Printers.start(profile, machine.printerAddress(), nanoTime);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
