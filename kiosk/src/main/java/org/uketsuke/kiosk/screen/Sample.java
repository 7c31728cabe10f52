package org.uketsuke.kiosk.screen;

import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.protocol.Messages.Text;

/**
 * A scan that can be tried from the screen's panel marked 見本 / SAMPLE, for demonstrations without cards.
 *
 * @param label what the button says
 * @param scan what pressing it hands over
 */
public record Sample(Text label, Scan scan) {}
