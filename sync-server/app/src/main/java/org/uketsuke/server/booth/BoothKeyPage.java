package org.uketsuke.server.booth;

import org.uketsuke.protocol.BoothKey;
import org.uketsuke.server.pass.QrPicture;
import org.uketsuke.server.programme.Meeting;

/**
 * The key of a meeting's booths to print.
 *
 * @param meeting which meeting
 * @param key the key
 * @param isNew whether it was made just now, in place of another
 */
public record BoothKeyPage(Meeting meeting, BoothKey key, boolean isNew) {
    /** Address of the page of the meeting's booths. */
    public String boothPath() {
        return BoothPage.path(meeting);
    }

    /** The key as a picture. */
    public QrPicture.Drawing picture() {
        return QrPicture.drawing(key.text());
    }
}
