/**
 * Recomputes everything that is derived from the stored journals and names every difference. Entry point:
 * {@link org.uketsuke.server.verify.Verification}.
 */
@NullMarked
package org.uketsuke.server.verify;

import org.jspecify.annotations.NullMarked;
