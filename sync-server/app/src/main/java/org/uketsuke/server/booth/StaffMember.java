package org.uketsuke.server.booth;

/**
 * Somebody who works, or worked, at a meeting's booths, for the office's list.
 *
 * @param id staff id, as it stands in journals
 * @param name as staff know each other
 * @param lead whether this is a person in charge
 * @param active whether the staff desk still opens for them
 */
public record StaffMember(String id, String name, boolean lead, boolean active) {}
