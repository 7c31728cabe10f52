package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;

/** What a person held out at the booth. The wire name is the lower-case name (domain Q2: any medium, one card token). */
public enum Medium {
    /** FeliCa; the token is the 8-byte IDm. */
    @JsonProperty("felica")
    FELICA,
    /** ISO 14443 type A or B; the token is a fixed UID of 4, 7 or 10 bytes. */
    @JsonProperty("iso14443")
    ISO14443,
    /** ISO 7816 application; the token is the content of its id file. */
    @JsonProperty("iso7816")
    ISO7816,
    /** Printed one- or two-dimensional code that carries a card number. */
    @JsonProperty("barcode")
    BARCODE,
    /** Signed member pass, shown as a QR code ({@link MemberPass}). */
    @JsonProperty("pass")
    PASS,
    /** A value this version does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("unrecognised")
    UNRECOGNISED;

    private static final Medium[] ALL = values();

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The lower-case name used on the wire, in CSV files and in hardware profiles. */
    public String wireName() {
        return wireName;
    }

    /** Finds a medium by its {@link #wireName()}; empty when there is none. */
    public static Optional<Medium> byWireName(String wireName) {
        for (Medium medium : ALL) {
            if (medium != UNRECOGNISED && medium.wireName.equals(wireName)) {
                return Optional.of(medium);
            }
        }
        return Optional.empty();
    }
}
