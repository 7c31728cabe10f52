/** What a reader, camera or scanner hands over: one small vocabulary between the devices and the reception. */
@NullMarked
package org.uketsuke.kiosk.scan;

import org.jspecify.annotations.NullMarked;
