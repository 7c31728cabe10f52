/** Medical societies: each has one policy file that says what its credits are worth and when. */
@NullMarked
package org.uketsuke.server.society;

import org.jspecify.annotations.NullMarked;
