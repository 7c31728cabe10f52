package org.uketsuke.server.account;

import java.util.Optional;
import org.uketsuke.protocol.Messages.Text;

/**
 * The page of a one-time link.
 *
 * @param formToken what its form carries
 * @param link the link's secret
 * @param login what was typed before
 * @param name what was typed before
 * @param problem what went wrong
 */
public record SetUpPage(String formToken, String link, String login, String name, Optional<Text> problem) {}
