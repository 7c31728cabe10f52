package org.uketsuke.kiosk.profile;

import java.util.Optional;
import org.uketsuke.kiosk.profile.PrinterProfile.Code;
import org.uketsuke.kiosk.profile.PrinterProfile.Connection;
import org.uketsuke.kiosk.profile.PrinterProfile.Status;

/** Reads a file of {@code printers/}; the keys are explained in {@code hardware-profiles/README.md}. */
final class PrinterFile {
    private static final int DOTS_MIN = 192;
    private static final int DOTS_MAX = 1_664;
    private static final int DOTS_OF_80_MM = 576;
    private static final int DOTS_PER_BYTE = 8;

    private PrinterFile() {}

    /** Reads the table; problems are noted in it. */
    static PrinterProfile read(String id, String origin, ProfileTable table) {
        Connection connection = table.choice("connection", Connection.class, Connection.TCP);
        if (!table.has("connection")) {
            table.wrong("connection", "is missing: device or tcp");
        }
        Optional<String> address = table.parsed("address", text -> checked(connection, text));
        if (connection == Connection.DEVICE && !table.has("address")) {
            table.wrong("address", "is missing: the device's path, such as /dev/usb/lp0");
        }
        int widthDots = table.number("widthDots", DOTS_MIN, DOTS_MAX, DOTS_OF_80_MM);
        if (widthDots % DOTS_PER_BYTE != 0) {
            table.wrong("widthDots", "must be a multiple of 8: a byte is 8 dots");
        }
        return new PrinterProfile(
                id,
                table.text("title"),
                origin,
                ReaderFile.usb(table),
                connection,
                address,
                widthDots,
                table.choice("code", Code.class, Code.ESC_POS_RASTER),
                table.parsedList("begin", ByteString::parse),
                table.parsedList("end", ByteString::parse),
                table.choice("status", Status.class, Status.DLE_EOT),
                table.texts("notes"));
    }

    /** The address as it is, if it fits how the printer is connected; otherwise a reason. */
    static String checked(Connection connection, String address) {
        if (connection == Connection.DEVICE && !address.startsWith("/")) {
            throw new IllegalArgumentException("'" + address + "' is no path of a device, such as /dev/usb/lp0");
        }
        if (connection == Connection.TCP && !address.matches("[^:\\s]+:\\d{1,5}|\\[[0-9A-Fa-f:]+\\]:\\d{1,5}")) {
            throw new IllegalArgumentException("'" + address + "' is no host and port, such as 192.168.1.60:9100");
        }
        return address;
    }
}
