package org.uketsuke.kiosk.screen;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.uketsuke.kiosk.booth.StaffDesk;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.printer.Printer;
import org.uketsuke.kiosk.reader.ReadersReport;
import org.uketsuke.kiosk.scan.FrameReader;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.scan.TypedReader;

/**
 * What the screen is connected to.
 *
 * @param status asked once a second and for every page; from memory, so that it never blocks
 * @param sink takes the scans of the sample panel
 * @param scanner how the page knows that a scanner typed
 * @param typed takes what a keyboard-like scanner typed
 * @param frames takes camera pictures
 * @param help told when a help button was pressed
 * @param samples the sample panel; empty outside demonstrations, and then there is no panel
 * @param desk the staff desk
 * @param printer prints slips for people at the desk
 * @param readersReport looks at the readers anew and says in plain words what is wrong
 * @param duty opens and closes the booth
 * @param heartbeat told by the tabs that people can see
 */
public record ScreenWiring(
        Supplier<BoothStatus> status,
        ScanSink sink,
        ScannerKeys scanner,
        TypedReader typed,
        FrameReader frames,
        Consumer<HelpCall> help,
        List<Sample> samples,
        StaffDesk desk,
        Printer printer,
        Supplier<ReadersReport.Report> readersReport,
        DutyDesk duty,
        Heartbeat heartbeat) {
    /** Copies the list. */
    public ScreenWiring {
        samples = List.copyOf(samples);
    }
}
