package org.uketsuke.server.cli;

/** A command could not do what was asked: exit code 1. The message is one line that says what to do. */
final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message, null, false, false);
    }
}
