package org.uketsuke.server.booth;

import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.programme.Meeting;
import org.uketsuke.server.web.Query;

/**
 * The page of a meeting's booths: who may open the staff desk, and the key.
 *
 * @param meeting which
 * @param staff everybody who ever could
 * @param name what was typed as a name and could not be taken
 * @param problem why not
 */
public record BoothPage(Meeting meeting, List<StaffMember> staff, String name, Optional<Text> problem) {
    /** Address of the meeting's page. */
    public String meetingPath() {
        return meetingPath(meeting);
    }

    /** Address of this page. */
    public String path() {
        return path(meeting);
    }

    static String path(Meeting meeting) {
        return meetingPath(meeting) + "/booth";
    }

    static String meetingPath(Meeting meeting) {
        return "/meetings/" + Query.encoded(meeting.society()) + "/" + Query.encoded(meeting.id());
    }
}
