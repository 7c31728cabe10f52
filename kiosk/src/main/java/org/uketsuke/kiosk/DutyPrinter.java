package org.uketsuke.kiosk;

import java.util.Optional;
import org.uketsuke.kiosk.duty.ClosingSheet;
import org.uketsuke.kiosk.duty.ReadinessFacts.PrinterFacts;

/** What the duty needs of a printer. */
interface DutyPrinter {
    /** Whether the booth has one. */
    boolean isThere();

    /** How it is, if there is one. */
    Optional<PrinterFacts> facts();

    /** Has a closing sheet printed soon; false if that is not possible. */
    boolean print(ClosingSheet sheet);

    /** Of a booth without a printer: the page prints. */
    static DutyPrinter none() {
        return new DutyPrinter() {
            @Override
            public boolean isThere() {
                return false;
            }

            @Override
            public Optional<PrinterFacts> facts() {
                return Optional.empty();
            }

            @Override
            public boolean print(ClosingSheet sheet) {
                return false;
            }
        };
    }
}
