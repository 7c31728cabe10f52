/** From what a reader, scanner or camera saw to who it was: card tokens and member passes. Raw ids end here. */
@NullMarked
package org.uketsuke.kiosk.credential;

import org.jspecify.annotations.NullMarked;
