package org.uketsuke.kiosk.booth;

import java.time.Instant;

/**
 * Somebody at the public screen asks for staff.
 *
 * @param id number within this run
 * @param at when, by the device clock
 * @param forgottenCard whether the button for people without a card was pressed
 */
public record StaffCall(long id, Instant at, boolean forgottenCard) {}
