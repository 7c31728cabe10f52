/** Cards of members: any medium, one canonical token (domain Q2). */
@NullMarked
package org.uketsuke.server.card;

import org.jspecify.annotations.NullMarked;
