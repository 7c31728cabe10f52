/**
 * Card readers over PC/SC: one thread per reader, which turns a card held out into a {@link org.uketsuke.kiosk.scan.Scan}
 * and recovers by itself from whatever happens to card, reader, or PC/SC service (hardware.md A4). {@code Readers} is the
 * way in; {@code PcscCards} is the only class that talks to PC/SC.
 */
@NullMarked
package org.uketsuke.kiosk.reader;

import org.jspecify.annotations.NullMarked;
