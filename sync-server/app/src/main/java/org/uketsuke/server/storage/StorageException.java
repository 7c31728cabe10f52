package org.uketsuke.server.storage;

import org.jspecify.annotations.Nullable;

/** The database cannot be used. The message says what happened, to what, and what to do; it holds no secret. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller may want to tell apart. */
    public enum Kind {
        /** Another process has been writing for too long; worth another try later. */
        BUSY,
        /** The file or database is not readable as what it should be. */
        DAMAGED,
        /** It belongs to another program. */
        FOREIGN,
        /** A newer version of this program wrote it. */
        NEWER,
        /** Server, folder or file cannot be reached or opened. */
        UNREACHABLE,
        /** No space left, or the disk failed. */
        DISK
    }

    private final Kind kind;

    StorageException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Which kind of trouble. */
    public Kind kind() {
        return kind;
    }
}
