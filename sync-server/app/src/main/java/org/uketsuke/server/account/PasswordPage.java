package org.uketsuke.server.account;

import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * The page where people change their password.
 *
 * @param problem what went wrong
 * @param done whether it was changed just now
 */
public record PasswordPage(Optional<Text> problem, boolean done) {}
