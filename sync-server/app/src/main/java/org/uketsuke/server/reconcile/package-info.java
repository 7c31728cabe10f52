/**
 * After a meeting: what a person must look at ({@link org.uketsuke.server.reconcile.ExceptionCase}) and whether all that was
 * received is accounted for ({@link org.uketsuke.server.reconcile.BalanceSheet}).
 */
@NullMarked
package org.uketsuke.server.reconcile;

import org.jspecify.annotations.NullMarked;
