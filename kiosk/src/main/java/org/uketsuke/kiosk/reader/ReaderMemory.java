package org.uketsuke.kiosk.reader;

/** What outlives a reader's thread: who was scanned last, and whether a failure was told. Safe for any thread. */
final class ReaderMemory {
    private final RepeatGuard guard;
    private boolean failureTold;

    ReaderMemory(int debounceMillis) {
        this.guard = new RepeatGuard(debounceMillis);
    }

    RepeatGuard guard() {
        return guard;
    }

    /** Whether a reading is to be handed over: not a repetition, and of failures only the first per card. */
    synchronized boolean isNew(Reading reading, long now) {
        boolean failed = reading instanceof Reading.Failed;
        if (failed && failureTold) {
            return false;
        }
        failureTold = failed;
        return guard.isNew(reading, now);
    }

    /** Forgets the card: it could not be recorded, so holding it out again is a scan of its own, at once. */
    void forget() {
        guard.forget();
    }

    /** Notes that no card is there. */
    synchronized void cardAbsent(long now) {
        failureTold = false;
        guard.absent();
        guard.forgetIfPast(now);
    }
}
