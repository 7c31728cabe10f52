/**
 * Whether the booth still works, told to those who can restart what does not: the service manager, which restarts the kiosk,
 * and the kiosk itself, which has the browser restarted.
 */
@NullMarked
package org.uketsuke.kiosk.health;

import org.jspecify.annotations.NullMarked;
