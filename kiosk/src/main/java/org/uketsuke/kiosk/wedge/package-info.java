/** Scanners that type like a keyboard: what the page caught becomes a scan. */
@NullMarked
package org.uketsuke.kiosk.wedge;

import org.jspecify.annotations.NullMarked;
