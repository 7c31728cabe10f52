package org.uketsuke.kiosk.journal;

/**
 * How well a journal can write; a value, so that asking for it never waits for a disk.
 *
 * @param lastWriteFailed whether the last try to write failed: the next tap is likely not to be recorded
 * @param ballastFreed whether the room that is kept for a full disk is used up: somebody must make room soon
 */
public record JournalHealth(boolean lastWriteFailed, boolean ballastFreed) {}
