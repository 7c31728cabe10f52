/** Who was at a meeting on which day, whether or not it earned credits. */
@NullMarked
package org.uketsuke.server.attendance;

import org.jspecify.annotations.NullMarked;
