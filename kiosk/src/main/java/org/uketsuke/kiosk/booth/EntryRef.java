package org.uketsuke.kiosk.booth;

/**
 * An entry as a page knows it.
 *
 * @param journal id of the journal, 32 hex digits
 * @param seq its number there
 */
public record EntryRef(String journal, long seq) {}
