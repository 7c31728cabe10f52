package org.uketsuke.kiosk.reader;

import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import jnasmartcardio.Smartcardio.EstablishContextException;
import jnasmartcardio.Smartcardio.JnaPCSCException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/** Sorts what PC/SC answers into what is to be done (codes: winscard.h, pcsclite.h; behaviour: hardware.md A4). */
final class PcscTrouble {
    private static final Logger LOG = LoggerFactory.getLogger(PcscTrouble.class);

    private PcscTrouble() {}

    /** A call whose failure does not matter. */
    interface Ending {
        void run() throws CardException;
    }

    /**
     * Makes trouble of an exception.
     *
     * @param otherwise what it is when the code does not tell
     */
    static ReaderTrouble of(Kind otherwise, Exception e) {
        if (e instanceof EstablishContextException) {
            String message = e.getCause() instanceof JnaPCSCException cause ? message(cause) : "No PC/SC service";
            return new ReaderTrouble(Kind.NO_SERVICE, message, e);
        }
        if (e instanceof CardNotPresentException) {
            return new ReaderTrouble(Kind.CARD, "No card", e);
        }
        if (e instanceof JnaPCSCException pcsc) {
            return new ReaderTrouble(kind((int) pcsc.code, otherwise), message(pcsc), e);
        }
        return new ReaderTrouble(otherwise, e.getClass().getSimpleName(), e);
    }

    private static String message(JnaPCSCException e) {
        return "PC/SC answered %08X".formatted((int) e.code);
    }

    private static Kind kind(int code, Kind otherwise) {
        return switch (code) {
            // INTERNAL_ERROR, CANCELLED, INVALID_HANDLE, SYSTEM_CANCELLED, COMM_ERROR, NO_SERVICE, SERVICE_STOPPED,
            // NO_READERS_AVAILABLE
            case 0x80100001, 0x80100002, 0x80100003, 0x80100012, 0x80100013, 0x8010001D, 0x8010001E, 0x8010002E ->
                Kind.NO_SERVICE;
            // UNKNOWN_READER, READER_UNAVAILABLE
            case 0x80100009, 0x80100017 -> Kind.READER_GONE;
            // SHARING_VIOLATION
            case 0x8010000B -> Kind.BUSY;
            // NO_SMARTCARD, PROTO_MISMATCH, NOT_TRANSACTED, COMM_DATA_LOST, UNSUPPORTED_CARD, UNRESPONSIVE_CARD,
            // UNPOWERED_CARD, RESET_CARD, REMOVED_CARD
            case 0x8010000C,
                    0x8010000F,
                    0x80100016,
                    0x8010002F,
                    0x80100065,
                    0x80100066,
                    0x80100067,
                    0x80100068,
                    0x80100069 -> Kind.CARD;
            default -> otherwise;
        };
    }

    /** Ends something that may be dead already. */
    static void ignore(Ending ending) {
        try {
            ending.run();
        } catch (CardException | RuntimeException e) {
            LOG.debug(
                    "Could not end a PC/SC connection in order: {}",
                    e.getClass().getSimpleName());
        }
    }
}
