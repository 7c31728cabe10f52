package org.uketsuke.kiosk;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.PassKey;
import org.uketsuke.protocol.RosterMessages.RosterDelta;
import org.uketsuke.protocol.StaffCode;

/** Two people who may open the staff desk, with hashes that cost nothing. */
public final class SampleStaff {
    public static final String LEAD_PIN = "13579024";
    public static final String HELPER_PIN = "24680135";
    public static final StaffCode LEAD_CODE =
            StaffCode.read("UKS1ABCDEFGHIJKLMNOPQRSTUVWXYZ").orElseThrow();

    public static final BoothStaff LEAD =
            new BoothStaff("staff-1", "山本", true, hash(LEAD_PIN), Optional.of(LEAD_CODE.hash()));
    public static final BoothStaff HELPER = new BoothStaff("staff-2", "小林", false, hash(HELPER_PIN), Optional.empty());

    private SampleStaff() {}

    private static String hash(String pin) {
        return Argon2Function.getInstance(64, 1, 1, 16, Argon2.ID)
                .hash(pin, "saltsaltsaltsalt")
                .getResult();
    }

    /** What brings them into a roster of that version. */
    public static RosterDelta delta(long from) {
        return delta(from, List.of(LEAD, HELPER));
    }

    /** What leaves just those people on a roster of that version. */
    public static RosterDelta delta(long from, List<BoothStaff> staff) {
        List<PassKey> none = List.of();
        return new RosterDelta(from, List.of(), List.of(), List.of(), List.of(), none, Optional.of(staff));
    }
}
