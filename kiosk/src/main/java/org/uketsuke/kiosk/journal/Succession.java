package org.uketsuke.kiosk.journal;

import java.util.Map;

/**
 * One journal took the place of another.
 *
 * @param from id of the old one
 * @param to id of the new one
 * @param newSeqs numbers of the carried entries in the new one, by their numbers in the old one
 */
public record Succession(String from, String to, Map<Long, Long> newSeqs) {}
