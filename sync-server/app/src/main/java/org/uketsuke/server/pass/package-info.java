/** Member passes: signed texts that booths verify without a network. */
@NullMarked
package org.uketsuke.server.pass;

import org.jspecify.annotations.NullMarked;
