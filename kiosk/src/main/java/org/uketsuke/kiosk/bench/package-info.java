/** Measurements that anyone can repeat: ratios to a floor taken in the same run. */
@NullMarked
package org.uketsuke.kiosk.bench;

import org.jspecify.annotations.NullMarked;
