/** What the kiosks of a meeting hold: rows with versions, sent as signed snapshots and deltas. */
@NullMarked
package org.uketsuke.server.roster;

import org.jspecify.annotations.NullMarked;
