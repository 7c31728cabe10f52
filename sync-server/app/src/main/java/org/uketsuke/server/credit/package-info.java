/** Credits, and the dated rules that give them. Pure: records in, records out. */
@NullMarked
package org.uketsuke.server.credit;

import org.jspecify.annotations.NullMarked;
