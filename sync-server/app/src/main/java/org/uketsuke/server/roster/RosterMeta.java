package org.uketsuke.server.roster;

/**
 * The society's facts on a roster.
 *
 * @param societyNumber number in passes
 * @param cardMedia comma-separated wire names
 * @param unknownCards {@code record} or {@code count}
 */
record RosterMeta(int societyNumber, String cardMedia, String unknownCards) {}
