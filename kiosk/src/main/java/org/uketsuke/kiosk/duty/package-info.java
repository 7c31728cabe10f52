/** Opening and closing a booth: what must be looked at before, what is counted after. Rules without devices or pages. */
@NullMarked
package org.uketsuke.kiosk.duty;

import org.jspecify.annotations.NullMarked;
