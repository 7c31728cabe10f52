package org.uketsuke.kiosk.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.uketsuke.kiosk.profile.HardwareProfiles;

/**
 * What makes a Linux machine with systemd a booth: which files, which commands afterwards, and what is left for people. Decides
 * only; {@link Installer} writes.
 */
public final class LinuxInstallation {
    /** Where the program lies. */
    public static final String PROGRAM = "/opt/uketsuke";

    /** Archive of loaded classes, made by the installed program. */
    public static final String CLASS_ARCHIVE = PROGRAM + "/kiosk.jsa";

    static final String JAR = PROGRAM + "/kiosk.jar";
    static final String CONFIG = "/etc/uketsuke/kiosk.toml";
    private static final String RUN_NAME = "uketsuke";
    private static final String KIOSK_USER = "kiosk";
    private static final String UI_USER = "kioskui";
    private static final String UNITS = "/etc/systemd/system/";

    private final MachineFacts facts;
    private final ReaderHints readers;

    /**
     * An installation.
     *
     * @param facts what it depends on
     * @param profiles the readers that it prepares for
     */
    public LinuxInstallation(MachineFacts facts, HardwareProfiles profiles) {
        this.facts = facts;
        this.readers = new ReaderHints(profiles);
    }

    /** All files, in the order in which they are written. */
    List<PlannedFile> files() {
        List<PlannedFile> files = new ArrayList<>();
        files.add(PlannedFile.copy(JAR, facts.jar()));
        files.add(PlannedFile.text(PROGRAM + "/kiosk.java-options", Resources.text("kiosk.java-options")));
        files.add(PlannedFile.text(PROGRAM + "/INSTALL.md", Resources.text("INSTALL.md")));
        files.add(PlannedFile.script(PROGRAM + "/kiosk-ui", filled("kiosk-ui")));
        files.add(PlannedFile.settings(CONFIG, filled("kiosk.toml")));
        files.add(PlannedFile.text("/etc/sysusers.d/uketsuke.conf", filled("sysusers.conf")));
        files.add(PlannedFile.text("/etc/tmpfiles.d/uketsuke.conf", filled("tmpfiles.conf")));
        for (String unit : units()) {
            files.add(PlannedFile.text(UNITS + unit, filled(unit)));
        }
        files.add(PlannedFile.text("/etc/chromium/policies/managed/uketsuke.json", filled("policies.json")));
        files.add(PlannedFile.text("/etc/polkit-1/rules.d/50-uketsuke-pcscd.rules", filled("polkit.rules")));
        files.add(PlannedFile.text("/etc/modprobe.d/uketsuke-readers.conf", readers.modprobe()));
        files.add(PlannedFile.text("/etc/udev/rules.d/70-uketsuke-readers.rules", readers.udev()));
        files.add(PlannedFile.text("/etc/systemd/logind.conf.d/uketsuke.conf", filled("logind.conf")));
        files.add(PlannedFile.text("/etc/sysctl.d/60-uketsuke.conf", filled("sysctl.conf")));
        return List.copyOf(files);
    }

    private static List<String> units() {
        return List.of("kiosk.service", "kiosk-ui.service", "kiosk-ui-restart.path", "kiosk-ui-restart.service");
    }

    private String filled(String name) {
        String text = Resources.text("linux/" + name);
        for (Map.Entry<String, String> value : values().entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private Map<String, String> values() {
        return Map.of(
                "PROGRAM",
                PROGRAM,
                "CONFIG",
                CONFIG,
                "DATA",
                facts.data().toString(),
                "PORT",
                String.valueOf(facts.port()),
                "ORIGIN",
                facts.origin(),
                "JAVA",
                facts.java().toString(),
                "RUN",
                "/run/" + RUN_NAME,
                "RUN_NAME",
                RUN_NAME,
                "KIOSK_USER",
                KIOSK_USER,
                "UI_USER",
                UI_USER);
    }

    /** Commands that make the written files count; to be run by root, in this order. */
    public List<List<String>> afterwards() {
        return List.of(
                List.of("systemd-sysusers", "/etc/sysusers.d/uketsuke.conf"),
                List.of("systemd-tmpfiles", "--create", "/etc/tmpfiles.d/uketsuke.conf"),
                List.of("systemctl", "daemon-reload"),
                List.of("systemctl", "enable", "kiosk.service", "kiosk-ui-restart.path"));
    }

    /** Commands that stop everything before the files go. */
    public List<List<String>> beforeRemoval() {
        return List.of(
                List.of("systemctl", "disable", "--now", "kiosk-ui-restart.path", "kiosk-ui.service", "kiosk.service"));
    }

    /** Commands after the files are gone. */
    public List<List<String>> afterRemoval() {
        return List.of(List.of("systemctl", "daemon-reload"));
    }

    /** What a person has to do, one step each, in order. */
    public List<String> leftToDo() {
        List<String> steps = new ArrayList<>();
        steps.add("Packages (Debian, Ubuntu): apt-get install pcscd libccid cage chromium fonts-noto-cjk");
        steps.add("Enrol: runuser -u " + KIOSK_USER + " -- " + facts.java() + " -jar " + JAR
                + " enrol --server https://… --code … --data " + facts.data());
        steps.add("Start: reboot, or systemctl restart systemd-logind && systemctl start kiosk kiosk-ui-restart.path");
        steps.add("From three days before the meeting to its end, no updates by themselves: systemctl mask --now"
                + " apt-daily.timer apt-daily-upgrade.timer (afterwards: systemctl unmask)");
        if (!readers.titlesWithEscape().isEmpty()) {
            steps.add("For light and buzzer of " + String.join(", ", readers.titlesWithEscape())
                    + ": set ifdDriverOptions to 0x0001 in /etc/libccid_Info.plist; a reader reads cards without it");
        }
        steps.add("Go through the checklist in " + PROGRAM + "/INSTALL.md: keyboard, USB ports, lock, disk encryption");
        return List.copyOf(steps);
    }
}
