/** Lists that leave the system as CSV. */
@NullMarked
package org.uketsuke.server.export;

import org.jspecify.annotations.NullMarked;
