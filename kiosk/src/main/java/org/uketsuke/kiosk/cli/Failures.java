package org.uketsuke.kiosk.cli;

import java.io.UncheckedIOException;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.journal.JournalInUse;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.profile.InvalidProfiles;
import org.uketsuke.protocol.MalformedMessage;

/** Which failures tell a person what to do, and how to name the others. */
final class Failures {
    private Failures() {}

    /** Whether the message of this failure is written for the person who ran the command. */
    static boolean tellsWhatToDo(Exception e) {
        return e instanceof JournalDamaged
                || e instanceof JournalInUse
                || e instanceof NotRecorded
                || e instanceof InvalidProfiles
                || e instanceof MalformedMessage
                || e instanceof UncheckedIOException
                || e instanceof IllegalStateException;
    }

    /** Kind and place of a failure, without its message. */
    static String whereFrom(Exception e) {
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("org.uketsuke.")) {
                return e.getClass().getSimpleName() + " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return e.getClass().getSimpleName();
    }
}
