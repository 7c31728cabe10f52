package org.uketsuke.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a scan counts: meetings know no direction, sessions with a minimum stay know in and out. */
public enum Direction {
    /** The scan registers attendance of the whole meeting. */
    @JsonProperty("none")
    NONE,
    /** Entering a session's room. */
    @JsonProperty("in")
    IN,
    /** Leaving a session's room. */
    @JsonProperty("out")
    OUT,
    /** A value this version does not know. */
    @JsonEnumDefaultValue
    @JsonProperty("unrecognised")
    UNRECOGNISED
}
