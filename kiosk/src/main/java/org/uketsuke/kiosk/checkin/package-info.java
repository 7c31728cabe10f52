/** The decision at the booth, as a pure function of what is known there (domain 3.6). */
@NullMarked
package org.uketsuke.kiosk.checkin;

import org.jspecify.annotations.NullMarked;
