package org.uketsuke.server.booth;

import org.uketsuke.protocol.StaffCode;

/**
 * A staff card just made; it is shown once, and only hashes of its secrets are kept. {@code toString} hides them.
 *
 * @param id staff id
 * @param name as staff know each other
 * @param lead whether this is a person in charge
 * @param pin eight digits
 * @param code code of the card's QR picture
 */
public record StaffCard(String id, String name, boolean lead, String pin, StaffCode code) {
    private static final int GROUP_DIGITS = 4;

    /** The PIN in two groups, for people. */
    public String spelledPin() {
        return pin.substring(0, GROUP_DIGITS) + " " + pin.substring(GROUP_DIGITS);
    }

    @Override
    public String toString() {
        return "StaffCard[" + id + "]";
    }
}
