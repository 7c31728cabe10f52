package org.uketsuke.kiosk.profile;

import java.util.List;
import java.util.Optional;

/**
 * What is known about a printer of slips.
 *
 * @param id the file's name without {@code .toml}
 * @param title for people
 * @param origin where the profile came from: {@code built in}, or the file
 * @param usb vendor and product ids; information only
 * @param connection how bytes reach it
 * @param address path of the device, or {@code host:port}; empty when the booth must say
 * @param widthDots dots across the paper that it prints
 * @param code how pictures are told to it
 * @param begin sent before every slip
 * @param end sent after every slip: feeds to the knife, and cuts
 * @param status how it is asked whether it has paper
 * @param notes how to set it up, one sentence each
 */
public record PrinterProfile(
        String id,
        String title,
        String origin,
        List<String> usb,
        Connection connection,
        Optional<String> address,
        int widthDots,
        Code code,
        List<ByteString> begin,
        List<ByteString> end,
        Status status,
        List<String> notes) {
    /**
     * Where a booth's printer is.
     *
     * @param given what the booth says, stronger than the profile's own
     * @throws IllegalArgumentException with what to do, if neither says it, or what was given is no address of this kind
     */
    public String addressOr(Optional<String> given) {
        return given.map(text -> PrinterFile.checked(connection, text))
                .or(() -> address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Printer profile " + id + " names no address: give one with --printer-address HOST:PORT"));
    }

    /** How bytes reach a printer. */
    public enum Connection {
        /** Through a device file of Linux, {@code /dev/usb/lp0}. */
        DEVICE,
        /** Over the network, as it comes: nothing is encrypted. */
        TCP
    }

    /** How pictures are told to a printer. */
    public enum Code {
        /** ESC/POS raster bit images, {@code GS v 0}. */
        ESC_POS_RASTER
    }

    /** How a printer is asked whether it has paper. */
    public enum Status {
        /** ESC/POS real-time status, {@code DLE EOT 4}. */
        DLE_EOT,
        /** It is not asked. */
        NONE
    }
}
