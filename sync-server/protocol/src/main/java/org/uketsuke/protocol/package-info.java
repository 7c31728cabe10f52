/**
 * What kiosk and server say to each other, and nothing else: the journal's entries and its hash chain, the messages of
 * the HTTP API, the member pass, the card token and the signature profile. Both ends read and write through this one
 * package; the samples in {@code wire/v1} of its tests hold it still.
 */
@NullMarked
package org.uketsuke.protocol;

import org.jspecify.annotations.NullMarked;
