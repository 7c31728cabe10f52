/**
 * Replicates the journals of kiosks and turns what they tell into decisions, credits, attendance and exceptions, all in one
 * transaction. Entry point: {@link org.uketsuke.server.ingest.Ingest}.
 */
@NullMarked
package org.uketsuke.server.ingest;

import org.jspecify.annotations.NullMarked;
