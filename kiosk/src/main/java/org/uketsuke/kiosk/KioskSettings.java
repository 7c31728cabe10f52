package org.uketsuke.kiosk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.uketsuke.kiosk.journal.JournalSettings;

/**
 * How one kiosk is to run.
 *
 * @param dataFolder data folder of an enrolled kiosk
 * @param port port of the screen, 0 for any free one
 * @param readerFilter only readers whose name it finds
 * @param camera whether the screen asks for a camera
 * @param scanner hardware profile of the keyboard-like scanner
 * @param headLogFolders further folders for the journal's head log
 * @param samples file with sample cards to touch on the screen; demo only
 * @param duty what opening and closing need
 * @param software version, for journal and server
 * @param machine what else is connected
 */
public record KioskSettings(
        Path dataFolder,
        int port,
        Optional<Pattern> readerFilter,
        boolean camera,
        Optional<String> scanner,
        List<Path> headLogFolders,
        Optional<Path> samples,
        DutySettings duty,
        String software,
        MachineSettings machine) {
    /** With nothing else connected. */
    public KioskSettings(
            Path dataFolder,
            int port,
            Optional<Pattern> readerFilter,
            boolean camera,
            Optional<String> scanner,
            List<Path> headLogFolders,
            Optional<Path> samples,
            DutySettings duty,
            String software) {
        this(
                dataFolder,
                port,
                readerFilter,
                camera,
                scanner,
                headLogFolders,
                samples,
                duty,
                software,
                MachineSettings.bare());
    }

    /** Where the journal lives, and of which machine it is. */
    JournalSettings journal() {
        return new JournalSettings(dataFolder, headLogFolders, MachineId.read(System.getProperty("os.name")), software);
    }
}
