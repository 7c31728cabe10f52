package org.uketsuke.kiosk.roster;

import org.uketsuke.protocol.RosterMessages.RosterMember;
import org.uketsuke.protocol.RosterMessages.RosterToken;

/**
 * A card and whose it is.
 *
 * @param card the card
 * @param member its holder
 */
public record CardHolder(RosterToken card, RosterMember member) {}
