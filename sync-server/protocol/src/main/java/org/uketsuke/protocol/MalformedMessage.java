package org.uketsuke.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A text that is not the message it should be. The message says what was expected and why it failed; it may quote a value that
 * was sent, so it is not for logs or for anybody but the sender.
 */
public final class MalformedMessage extends RuntimeException {
    /** With what was expected, and the parser's own account if there is one. */
    public MalformedMessage(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
