package org.uketsuke.server.office;

import org.uketsuke.server.web.Query;

/**
 * Which meeting.
 *
 * @param society society code
 * @param meeting meeting id
 */
public record MeetingRef(String society, String meeting) {
    /** Address of its page. */
    public String path() {
        return "/meetings/" + Query.encoded(society) + "/" + Query.encoded(meeting);
    }
}
