package org.uketsuke.kiosk.wedge;

/**
 * How a scanner frames what it types, from its hardware profile.
 *
 * @param profile hardware profile id
 * @param prefix typed before the code's text; empty for none
 * @param suffix typed after it, without the Enter or Tab that ends the burst; empty for none
 */
public record ScannerFormat(String profile, String prefix, String suffix) {}
