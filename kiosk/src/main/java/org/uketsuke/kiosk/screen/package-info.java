/** The booth's screen: a page served to the browser on the same machine, and nobody else. */
@NullMarked
package org.uketsuke.kiosk.screen;

import org.jspecify.annotations.NullMarked;
