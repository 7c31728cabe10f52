/** The office's pages: meetings, what their kiosks sent, what came of it, and each member's ledger down to the evidence. */
@NullMarked
package org.uketsuke.server.office;

import org.jspecify.annotations.NullMarked;
