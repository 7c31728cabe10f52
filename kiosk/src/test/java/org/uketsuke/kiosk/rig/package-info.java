/**
 * Cards and readers without hardware: a real pcscd with virtual readers, and cards played over TCP; and disks that run full. Any
 * test may use it; only one pcscd runs on a machine, so {@link org.uketsuke.kiosk.rig.Pcscd#reserve} waits for its turn.
 */
@NullMarked
package org.uketsuke.kiosk.rig;

import org.jspecify.annotations.NullMarked;
