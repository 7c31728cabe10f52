package org.uketsuke.kiosk.cli;

/** A command could not do what was asked: exit code 1. The message says what happened and what to do. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message, null, false, false);
    }
}
