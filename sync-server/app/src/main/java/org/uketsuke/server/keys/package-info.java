/** The server's own keys, and Ed25519. */
@NullMarked
package org.uketsuke.server.keys;

import org.jspecify.annotations.NullMarked;
