package org.uketsuke.server.imports;

/** A file cannot be imported at all; nothing was. The message names the file and says what to do. */
public final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFile(String message) {
        super(message);
    }
}
