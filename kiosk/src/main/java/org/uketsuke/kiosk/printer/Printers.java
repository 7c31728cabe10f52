package org.uketsuke.kiosk.printer;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.printer.SlipPrinter.Patience;
import org.uketsuke.kiosk.profile.PrinterProfile;
import org.uketsuke.kiosk.profile.PrinterProfile.Connection;

/** Opens printers. */
public final class Printers {
    private Printers() {}

    /** The printer of a booth that has none: takes nothing, and says {@link PrinterState#OFF}. */
    public static Printer off() {
        return Off.PRINTER;
    }

    /**
     * The printer of a profile. Returns at once; whether there is one shows in its state, soon and for as long as it runs.
     *
     * @param address where this booth's printer is, in place of the profile's address
     * @param nanoTime the device's monotonic clock
     * @throws IllegalArgumentException with what to do, if there is no address, or it is none for this kind of connection
     */
    public static Printer start(PrinterProfile profile, Optional<String> address, LongSupplier nanoTime) {
        return SlipPrinter.start(profile, opener(profile, address, nanoTime), Patience.real(), nanoTime);
    }

    static Port.Opener opener(PrinterProfile profile, Optional<String> address, LongSupplier nanoTime) {
        String where = profile.addressOr(address);
        return profile.connection() == Connection.DEVICE
                ? patience -> DevicePort.open(where, nanoTime)
                : patience -> TcpPort.open(where, patience, nanoTime);
    }

    private static final class Off implements Printer {
        private static final Off PRINTER = new Off();

        @Override
        public boolean print(Slip slip) {
            return false;
        }

        @Override
        public PrinterState state() {
            return PrinterState.OFF;
        }

        @Override
        public void close() {
            // nothing was opened
        }
    }
}
