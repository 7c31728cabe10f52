package org.uketsuke.server.ingest;

import org.uketsuke.server.adjudicate.Received;

/**
 * One entry of a push, in its place in the chain.
 *
 * @param seq its place
 * @param text exactly as sent
 * @param hash of it and all before
 * @param received what the text says
 * @param evidence whom it points at
 */
record Link(long seq, String text, byte[] hash, Received received, Evidence evidence) {}
