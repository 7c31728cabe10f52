package org.uketsuke.server.web;

import org.uketsuke.protocol.Messages.Text;

/**
 * An error as a page shows it.
 *
 * @param status HTTP status
 * @param title what is wrong
 * @param detail what to do
 * @param reference what to tell the person who looks after the server; empty if the log has nothing more to say
 */
public record ErrorPage(int status, Text title, Text detail, String reference) {}
