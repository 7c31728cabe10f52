package org.uketsuke.server.office;

import java.util.List;
import org.uketsuke.protocol.Messages.Text;

/**
 * What a search found.
 *
 * @param query what was searched for; empty before the first search
 * @param hits members, the best matches first
 * @param more whether there are more than are shown
 */
public record SearchPage(String query, List<Hit> hits, boolean more) {
    /**
     * A member.
     *
     * @param person who
     * @param kana names in kana
     * @param affiliation to tell same names apart
     * @param why which field matched
     */
    public record Hit(Person person, String kana, String affiliation, Text why) {}
}
