/** Who did what at the office, in a chain of hashes that only grows. */
@NullMarked
package org.uketsuke.server.audit;

import org.jspecify.annotations.NullMarked;
