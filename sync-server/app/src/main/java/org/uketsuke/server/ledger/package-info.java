/**
 * The credit ledger: it only grows. A correction is a reversal and, where due, a new entry; a balance is a sum of entries.
 * Entry points: {@link org.uketsuke.server.ledger.LedgerEntry}, {@link org.uketsuke.server.ledger.LedgerStore}.
 */
@NullMarked
package org.uketsuke.server.ledger;

import org.jspecify.annotations.NullMarked;
