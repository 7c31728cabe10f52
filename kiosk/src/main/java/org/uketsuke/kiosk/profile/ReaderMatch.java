package org.uketsuke.kiosk.profile;

/** What the profiles say about one reader that is plugged in. */
public sealed interface ReaderMatch {
    /** One sentence for people: why. */
    String why();

    /**
     * The reader is used.
     *
     * @param profile how
     */
    record Used(ReaderProfile profile, String why) implements ReaderMatch {}

    /**
     * The slot is known and not for members' cards.
     *
     * @param profile which profile says so
     */
    record Excluded(ReaderProfile profile, String why) implements ReaderMatch {}

    /** No profile takes it. */
    record Unknown(String why) implements ReaderMatch {}
}
