package org.uketsuke.kiosk.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.uketsuke.kiosk.camera.QrPicture;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.duty.DutyDesk;
import org.uketsuke.kiosk.duty.SessionCount;

/** What the pages that open and close the booth are told and tell, as JSON. */
sealed interface DutyMessage {
    /** What became of a typed key. */
    record KeyTaken(DutyDesk.KeyAnswer answer) implements DutyMessage {}

    /** What became of a request. */
    record Answered(DutyDesk.Done done) implements DutyMessage {}

    /** Whether a printer took it. */
    record Printed(boolean printed) implements DutyMessage {}

    /** Sent by the page: lines on paper sheets. */
    record Paper(long lines) implements DutyMessage {}

    /**
     * What became of an export.
     *
     * @param state {@code written}, {@code no-folder} or {@code failed}
     */
    record Exported(String state, Optional<String> file, Optional<Long> entries, Optional<String> sha256)
            implements DutyMessage {
        static Exported of(DutyDesk.Exported exported) {
            if (exported instanceof DutyDesk.Exported.Written written) {
                return new Exported(
                        "written",
                        Optional.of(written.file()),
                        Optional.of(written.entries()),
                        Optional.of(written.sha256()));
            }
            String state = exported instanceof DutyDesk.Exported.NoFolder ? "no-folder" : "failed";
            return new Exported(state, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Today, with the seal as a picture.
     *
     * @param seal text and picture of the seal's QR code, if the booth was closed today
     */
    record Today(
            Map<String, Long> counts,
            List<SessionCount> sessions,
            Optional<ClosingSheet> sheet,
            Optional<Seal> seal,
            long newer,
            boolean printer,
            Optional<String> exportFolder)
            implements DutyMessage {
        /** A seal's QR code. */
        record Seal(String text, QrPicture picture) {}

        static Today of(DutyDesk.Day day, Function<String, QrPicture> pictures) {
            return new Today(
                    day.counts(),
                    day.sessions(),
                    day.sheet(),
                    day.sheet().map(ClosingSheet::sealText).map(text -> new Seal(text, pictures.apply(text))),
                    day.newer(),
                    day.printer(),
                    day.exportFolder());
        }
    }
}
