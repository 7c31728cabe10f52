/**
 * The kiosk's memory: an append-only, hash-chained log on disk. What {@link org.uketsuke.kiosk.journal.Journal#append}
 * has returned is durable; nothing is ever changed or taken away.
 */
@NullMarked
package org.uketsuke.kiosk.journal;

import org.jspecify.annotations.NullMarked;
