/** The server's commands: how scripts and the office's IT person work with it. */
@NullMarked
package org.uketsuke.server.cli;

import org.jspecify.annotations.NullMarked;
