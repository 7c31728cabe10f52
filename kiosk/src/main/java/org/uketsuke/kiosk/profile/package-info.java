/**
 * What this kiosk knows about hardware, as data: readers, card families and scanners, one TOML file each. {@link
 * org.uketsuke.kiosk.profile.HardwareProfiles#load} reads and checks them all; the reader loop only carries them out.
 */
@NullMarked
package org.uketsuke.kiosk.profile;

import org.jspecify.annotations.NullMarked;
