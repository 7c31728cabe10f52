package org.uketsuke.server.booth;

import org.uketsuke.server.pass.QrPicture;
import org.uketsuke.server.programme.Meeting;

/**
 * A staff card to print; shown once.
 *
 * @param meeting which meeting
 * @param card the card
 */
public record StaffCardPage(Meeting meeting, StaffCard card) {
    /** Address of the page of the meeting's booths. */
    public String boothPath() {
        return BoothPage.path(meeting);
    }

    /** The code of the card as a picture. */
    public QrPicture.Drawing picture() {
        return QrPicture.drawing(card.code().text());
    }
}
