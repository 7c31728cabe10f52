package org.uketsuke.server.account;

import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * The log-in page.
 *
 * @param formToken what its form carries
 * @param next where to go then
 * @param login what was typed before
 * @param problem what went wrong
 */
public record LogInPage(String formToken, String next, String login, Optional<Text> problem) {}
