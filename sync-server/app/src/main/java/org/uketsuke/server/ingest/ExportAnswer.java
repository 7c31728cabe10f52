package org.uketsuke.server.ingest;

import org.uketsuke.protocol.Messages.JournalStatus;

/**
 * What an uploaded export came to.
 *
 * @param worst the answer to the part that fared worst: a part that could not be kept, then one that is not authentic, then
 *     one that tells another history
 * @param kept entries of the file that the server now holds, those that it had before included
 */
public record ExportAnswer(PushAnswer worst, long kept) {
    /** With the next part. */
    ExportAnswer and(PushAnswer answer, int entries) {
        return new ExportAnswer(
                badness(answer) >= badness(worst) ? answer : worst, answer.keeps() ? kept + entries : kept);
    }

    private static int badness(PushAnswer answer) {
        if (!answer.keeps()) {
            return 3;
        }
        if (answer instanceof PushAnswer.Stands stands) {
            return stands.status().state() == JournalStatus.State.CURRENT ? 0 : 1;
        }
        return 2;
    }
}
