/** Slows down guessing: passwords, codes. Counts in the database, so that a restart or a second server forgets nothing. */
@NullMarked
package org.uketsuke.server.attempt;

import org.jspecify.annotations.NullMarked;
