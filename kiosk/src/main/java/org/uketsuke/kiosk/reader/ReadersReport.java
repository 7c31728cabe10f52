package org.uketsuke.kiosk.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.uketsuke.kiosk.profile.HardwareProfiles;
import org.uketsuke.kiosk.profile.Platform;
import org.uketsuke.kiosk.profile.ReaderMatch;
import org.uketsuke.kiosk.profile.ReaderProfile;
import org.uketsuke.kiosk.profile.ReaderProfile.Quirks;
import org.uketsuke.kiosk.profile.ReaderProfile.Via;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/** What {@code kiosk readers} prints: which readers are plugged in, which profile takes each and why, and what to do. */
public final class ReadersReport {
    private ReadersReport() {}

    /**
     * What was found.
     *
     * @param text for people, several lines
     * @param usable whether at least one reader can be used; the command's exit code depends on it
     * @param findings the same as a closed list, for pages in other languages
     */
    public record Report(String text, boolean usable, List<Finding> findings) {
        /** Copies the list. */
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /**
     * One thing that was found.
     *
     * @param what which
     * @param reader name of the reader as the system calls it; empty where it is about none
     */
    public record Finding(What what, String reader) {}

    /** What can be found. */
    public enum What {
        /** PC/SC is not installed. */
        NOT_INSTALLED,
        /** The PC/SC service does not run. */
        NO_SERVICE,
        /** No reader is plugged in, or its driver is missing, or its cable is dead. */
        NO_READER,
        /** A reader that a profile takes. */
        USED,
        /** A slot or reader that a profile leaves alone, such as the slot for SIM cards. */
        LEFT_ALONE,
        /** A reader that no profile knows. */
        UNKNOWN
    }

    /** Looks at the readers of this machine once. */
    public static Report of(HardwareProfiles profiles) {
        return of(profiles, new PcscCards());
    }

    static Report of(HardwareProfiles profiles, SmartCards cards) {
        try (SmartCards.Context context = cards.open()) {
            return of(profiles, context.readerNames());
        } catch (ReaderTrouble trouble) {
            String advice = trouble.kind() == Kind.NOT_INSTALLED
                    ? howToInstall(profiles.platform())
                    : howToStart(profiles.platform());
            What what = trouble.kind() == Kind.NOT_INSTALLED ? What.NOT_INSTALLED : What.NO_SERVICE;
            return new Report(
                    "No card can be read: " + trouble.getMessage() + ".\n" + advice + "\n",
                    false,
                    List.of(new Finding(what, "")));
        }
    }

    private static Report of(HardwareProfiles profiles, List<String> names) {
        StringJoiner text = new StringJoiner("\n", "", "\n");
        text.add("PC/SC answers. Readers plugged in: " + names.size());
        if (names.isEmpty()) {
            text.add("Plug in a reader. If one is plugged in, its driver is missing, or another program holds it"
                    + (profiles.platform() == Platform.LINUX
                            ? " (lsusb shows it; libccid is the usual driver)."
                            : "."));
        }
        List<Finding> findings = new ArrayList<>();
        if (names.isEmpty()) {
            findings.add(new Finding(What.NO_READER, ""));
        }
        for (String name : names) {
            text.add("").add(name);
            ReaderMatch match = profiles.match(name);
            if (match instanceof ReaderMatch.Used used) {
                findings.add(new Finding(What.USED, name));
                ReaderProfile profile = used.profile();
                text.add(
                        "  used with profile " + profile.id() + " (" + profile.title() + ", " + profile.origin() + ")");
                text.add("  because " + used.why());
                hints(profile, profiles.platform()).forEach(hint -> text.add("  note: " + hint));
            } else if (match instanceof ReaderMatch.Excluded excluded) {
                findings.add(new Finding(What.LEFT_ALONE, name));
                text.add("  not used: profile " + excluded.profile().id() + " leaves it alone");
                text.add("  because it is " + excluded.why());
            } else {
                findings.add(new Finding(What.UNKNOWN, name));
                text.add("  not used: " + match.why());
            }
        }
        boolean usable = findings.stream().anyMatch(finding -> finding.what() == What.USED);
        return new Report(text.toString(), usable, findings);
    }

    private static List<String> hints(ReaderProfile profile, Platform platform) {
        Quirks quirks = profile.quirks();
        List<String> hints = new ArrayList<>(quirks.notes());
        if (platform == Platform.LINUX) {
            if (!quirks.blacklistKernelModules().isEmpty()) {
                hints.add("if it is not seen after plugging in, write 'blacklist "
                        + String.join("', 'blacklist ", quirks.blacklistKernelModules())
                        + "' into /etc/modprobe.d/uketsuke.conf, one a line, and restart");
            }
            if (quirks.escapeNeedsPlist() && profile.feedback().via() == Via.ESCAPE) {
                hints.add(
                        "its buzzer needs ifdDriverOptions 0x0001 in /etc/libccid_Info.plist; without it, it stays silent");
            }
        }
        return hints;
    }

    /** One sentence: how PC/SC comes onto this system. */
    static String howToInstall(Platform platform) {
        return switch (platform) {
            case LINUX -> "PC/SC is not installed: apt-get install pcscd libccid (or the like), then start this again";
            case WINDOWS -> "PC/SC is part of Windows, but winscard.dll could not be loaded; repair Windows";
            case MACOS -> "PC/SC is part of macOS, but its framework could not be loaded; repair macOS";
        };
    }

    /** One sentence: how the PC/SC service is started on this system. */
    static String howToStart(Platform platform) {
        return switch (platform) {
            case LINUX -> "The PC/SC service is not running: systemctl start pcscd.socket, or run pcscd";
            case WINDOWS -> "The service 'Smart Card' is not running; Windows starts it when a reader is plugged in";
            case MACOS -> "The PC/SC service is not running; macOS starts it when a reader is plugged in";
        };
    }
}
