/** Measures the server against its floor, in one run, so that anyone can repeat it. */
@NullMarked
package org.uketsuke.server.bench;

import org.jspecify.annotations.NullMarked;
