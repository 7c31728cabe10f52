/**
 * The staff desk: who may work there, what waits for them, and what they record. Everything works offline; what is recorded
 * goes into the journal with the staff id.
 */
@NullMarked
package org.uketsuke.kiosk.booth;

import org.jspecify.annotations.NullMarked;
