/** What a society holds: meetings, with the class and date that decide their credits, and their sessions. */
@NullMarked
package org.uketsuke.server.programme;

import org.jspecify.annotations.NullMarked;
