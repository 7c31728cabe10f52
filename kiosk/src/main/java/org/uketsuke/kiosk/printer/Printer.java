package org.uketsuke.kiosk.printer;

/** A printer of slips. For any thread; no call waits for paper, cable or machine. */
public interface Printer extends AutoCloseable {
    /**
     * Has a slip printed soon. A slip that cannot be printed within two minutes is given up, so that no stranger's slip comes out
     * when the paper is back.
     *
     * @return whether it was taken; if not (no printer, no font, too many waiting), show it on the screen instead
     */
    boolean print(Slip slip);

    /** How the printer is, as last seen. */
    PrinterState state();

    /** Ends it; what waits is not printed. */
    @Override
    void close();
}
