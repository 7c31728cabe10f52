/**
 * Slips on paper: {@link org.uketsuke.kiosk.printer.Printers} opens a {@link org.uketsuke.kiosk.printer.Printer} from a
 * hardware profile; whoever has something to print makes a {@link org.uketsuke.kiosk.printer.Slip}. A printer never keeps
 * anybody waiting, and nothing depends on one.
 */
@NullMarked
package org.uketsuke.kiosk.printer;

import org.jspecify.annotations.NullMarked;
