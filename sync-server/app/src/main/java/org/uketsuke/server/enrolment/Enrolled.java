package org.uketsuke.server.enrolment;

import org.uketsuke.server.web.KnownKiosk;

/** What became of an enrolment. */
sealed interface Enrolled {
    /** The kiosk is in; also the answer to the same kiosk asking again. */
    record Welcome(KnownKiosk kiosk) implements Enrolled {}

    /** No such code was ever made. */
    record CodeUnknown() implements Enrolled {}

    /** Another kiosk used the code. */
    record CodeUsed() implements Enrolled {}

    /** The code is too old. */
    record CodeExpired() implements Enrolled {}

    /** The key belongs to a kiosk that enrolled with another code. */
    record KeyInUse() implements Enrolled {}
}
