package org.uketsuke.server.reconcile;

/**
 * That a member has the credits of a meeting.
 *
 * @param member member id
 * @param journal where the entry stands that gives them now; empty if they were given before, which settles nothing but an
 *     unverified registration: another term is another qualification's matter
 * @param seq its number there
 */
public record Credited(String member, String journal, long seq) {}
