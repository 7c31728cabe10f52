/**
 * Who is expected: members, terms, cards and pass keys of one meeting. Encrypted on disk, open only in memory
 * (design §5).
 */
@NullMarked
package org.uketsuke.kiosk.roster;

import org.jspecify.annotations.NullMarked;
