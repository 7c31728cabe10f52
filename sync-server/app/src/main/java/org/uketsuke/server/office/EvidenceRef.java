package org.uketsuke.server.office;

/**
 * Which journal entry.
 *
 * @param journal journal id
 * @param seq its number there
 */
public record EvidenceRef(String journal, long seq) {
    /** Address of its page. */
    public String path() {
        return "/entries/" + journal + "/" + seq;
    }

    /** The entry's name for people: the journal's first digits and the number. */
    public String label() {
        return journal.substring(0, Math.min(8, journal.length())) + "-" + seq;
    }
}
