package org.uketsuke.server.web;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a fault happened, in a form that cannot hold personal data: types and places, no messages. */
public final class FaultTrace {
    private static final int CAUSES_MAX = 5;
    private static final int FRAMES_MAX = 6;

    private FaultTrace() {}

    /** Types and places of a fault and its causes, on one line. */
    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            if (cause instanceof SQLException sql) {
                text.append('[')
                        .append(sql.getSQLState())
                        .append('/')
                        .append(sql.getErrorCode())
                        .append(']');
            }
            text.append(" at ").append(frames(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** The top frame and then those of this program. */
    private static String frames(Throwable thrown) {
        StackTraceElement[] all = thrown.getStackTrace();
        return java.util.stream.Stream.concat(
                        Arrays.stream(all).limit(1),
                        Arrays.stream(all)
                                .skip(1)
                                .filter(frame -> frame.getClassName().startsWith("org.uketsuke")))
                .limit(FRAMES_MAX)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(","));
    }
}
