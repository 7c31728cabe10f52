/** The central server: from received evidence to the credit ledger. */
@NullMarked
package org.uketsuke.server;

import org.jspecify.annotations.NullMarked;
