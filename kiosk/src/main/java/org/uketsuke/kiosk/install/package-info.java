/** Makes a machine a booth: what {@code kiosk install} writes, and the options that the program is started with there. */
@NullMarked
package org.uketsuke.kiosk.install;

import org.jspecify.annotations.NullMarked;
