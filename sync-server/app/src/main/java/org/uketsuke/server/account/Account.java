package org.uketsuke.server.account;

/**
 * An account of a person of the office.
 *
 * @param id random id
 * @param login log-in name, lower case
 * @param name display name
 * @param role what they may do
 * @param disabled whether it is out of use
 */
public record Account(String id, String login, String name, Role role, boolean disabled) {}
