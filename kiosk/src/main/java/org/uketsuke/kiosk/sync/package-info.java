/**
 * Replication: brings the journal to the server and the roster to the kiosk, whenever there is a network. Nothing in here
 * can block or slow a tap (design §4).
 */
@NullMarked
package org.uketsuke.kiosk.sync;

import org.jspecify.annotations.NullMarked;
