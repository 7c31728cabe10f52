package org.uketsuke.kiosk.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.ReaderProfile;

/** What Linux must be told about the readers that the hardware profiles know. */
final class ReaderHints {
    private static final int ID_DIGITS = 4;

    private final List<ReaderProfile> readers;

    ReaderHints(HardwareProfiles profiles) {
        this.readers = profiles.readers();
    }

    /** Kernel modules that would take a reader before pcscd can. */
    String modprobe() {
        return "# Written by 'kiosk install' from the hardware profiles: these modules would take a reader before pcscd can.\n"
                + readers.stream()
                        .flatMap(reader -> reader.quirks().blacklistKernelModules().stream())
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map(module -> "blacklist " + module + "\n")
                        .collect(Collectors.joining());
    }

    /** Readers must not be put to sleep: some do not wake up again. */
    String udev() {
        List<String> rules = new ArrayList<>();
        for (ReaderProfile reader : readers) {
            for (String usb : reader.usb()) {
                rules.add("# " + reader.title() + "\n"
                        + "ACTION==\"add\", SUBSYSTEM==\"usb\", ATTR{idVendor}==\"%s\", ATTR{idProduct}==\"%s\", "
                                .formatted(
                                        usb.substring(0, ID_DIGITS).toLowerCase(Locale.ROOT),
                                        usb.substring(ID_DIGITS + 1).toLowerCase(Locale.ROOT))
                        + "ATTR{power/control}=\"on\"\n");
            }
        }
        return "# Written by 'kiosk install' from the hardware profiles: readers are not put to sleep.\n"
                + String.join("", rules);
    }

    /** Readers whose light and buzzer need a setting that belongs to another package, so that a person must make it. */
    List<String> titlesWithEscape() {
        return readers.stream()
                .filter(reader -> reader.quirks().escapeNeedsPlist())
                .map(ReaderProfile::title)
                .sorted()
                .toList();
    }
}
