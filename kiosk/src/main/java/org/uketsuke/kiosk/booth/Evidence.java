package org.uketsuke.kiosk.booth;

import java.util.Arrays;
import java.util.Optional;

/** What staff saw before they registered a person by hand; with nothing seen the office must verify it (E12). */
public enum Evidence {
    /** A document with a picture: driving licence, My Number card, passport. */
    PHOTO_ID("photo-id"),
    /** 参加証: the meeting's certificate of attendance. */
    ATTENDANCE_CERTIFICATE("attendance-certificate"),
    /** 名札: the meeting's name card. */
    NAME_CARD("name-card");

    private final String wireName;

    Evidence(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in journals. */
    public String wireName() {
        return wireName;
    }

    /** Finds one by its {@link #wireName()}. */
    public static Optional<Evidence> byWireName(String wireName) {
        return Arrays.stream(values())
                .filter(one -> one.wireName.equals(wireName))
                .findAny();
    }
}
