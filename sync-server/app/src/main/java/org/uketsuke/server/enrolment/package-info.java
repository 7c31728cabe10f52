/** Kiosks: one-time codes, their keys, where they serve. */
@NullMarked
package org.uketsuke.server.enrolment;

import org.jspecify.annotations.NullMarked;
