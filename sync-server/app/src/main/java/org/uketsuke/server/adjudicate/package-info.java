/**
 * From evidence to decision, as a pure function: what a kiosk's journal entry is worth, given what the server knows.
 * Entry point: {@link org.uketsuke.server.adjudicate.Adjudication}.
 */
@NullMarked
package org.uketsuke.server.adjudicate;

import org.jspecify.annotations.NullMarked;
