/** What opens the booths of a meeting: the people who may, and the key. */
@NullMarked
package org.uketsuke.server.booth;

import org.jspecify.annotations.NullMarked;
