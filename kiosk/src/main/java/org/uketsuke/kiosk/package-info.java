/** The booth application: from a touch to a durable, replicated journal entry. {@code Reception} tells the story. */
@NullMarked
package org.uketsuke.kiosk;

import org.jspecify.annotations.NullMarked;
