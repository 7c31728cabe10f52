package org.uketsuke.server.booth;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.StaffCode;
import org.uketsuke.server.account.Passwords;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.programme.MeetingStore;
import org.uketsuke.server.society.SocietyStore;
import org.uketsuke.server.storage.Storage;

/** Takes people on and off the booths of a meeting. Each change makes the meeting's roster a newer one. */
public final class BoothStaffing {
    /** Longest name, in characters. */
    public static final int NAME_LENGTH_MAX = 60;

    /** Most people a meeting ever has, also those who were taken off: all of them travel with every roster's delta. */
    public static final int PEOPLE_MAX = 200;

    private static final int PIN_DIGITS = 8;
    private static final int PIN_BOUND = 100_000_000;
    private static final int PIN_DIFFERENT_DIGITS_MIN = 4;

    private final Storage storage;
    private final Passwords passwords;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random;

    /** With what it keeps them in, hashes and records with. */
    public BoothStaffing(Storage storage, Passwords passwords, Audit audit, Clock clock, SecureRandom random) {
        this.storage = storage;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Whom to take on.
     *
     * @param society society code
     * @param meeting id of a meeting that is there
     * @param name as staff know each other
     * @param lead whether as a person in charge
     */
    public record Wanted(String society, String meeting, String name, boolean lead) {
        String place() {
            return society + "/" + meeting;
        }
    }

    /** What came of it. */
    sealed interface Result {
        /** Done; to be shown once. */
        record Made(StaffCard card) implements Result {}

        /** Not possible, and why. */
        record NotPossible(Text why) implements Result {}
    }

    /**
     * Takes somebody on with a random PIN and a card.
     *
     * @param by account id
     */
    Result add(Wanted wanted, String by) {
        String name = wanted.name().strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > NAME_LENGTH_MAX
                || name.chars().anyMatch(Character::isISOControl)) {
            return new Result.NotPossible(new Text(
                    "氏名を" + NAME_LENGTH_MAX + "文字以内で入力してください。",
                    "Enter a name of 1 to " + NAME_LENGTH_MAX + " characters."));
        }
        Wanted tidy = new Wanted(wanted.society(), wanted.meeting(), name, wanted.lead());
        return add(tidy, randomPin(), by)
                .<Result>map(Result.Made::new)
                .orElseGet(() -> new Result.NotPossible(new Text(
                        "1つの集会に登録できるのは" + PEOPLE_MAX + "人までです。",
                        "A meeting can have " + PEOPLE_MAX + " people at most.")));
    }

    /**
     * Takes somebody on with a PIN that is known beforehand, as only sample data has.
     *
     * @param by account id, or {@link Audit#COMMAND}
     * @return empty if the meeting has as many as it may
     */
    public Optional<StaffCard> add(Wanted wanted, String pin, String by) {
        StaffCode code = StaffCode.make(random);
        BoothStaffStore.Proof proof = proof(pin, code);
        return storage.write(handle -> {
            BoothStaffStore staff = held(handle, wanted.society(), wanted.meeting());
            if (staff.all(wanted.society(), wanted.meeting()).size() >= PEOPLE_MAX) {
                return Optional.empty();
            }
            String id =
                    staff.add(wanted.society(), wanted.meeting(), wanted.name(), wanted.lead(), proof, clock.instant());
            audit.record(handle, by, Action.STAFF_ADDED, wanted.place(), id + (wanted.lead() ? " lead" : ""));
            return Optional.of(new StaffCard(id, wanted.name(), wanted.lead(), pin, code));
        });
    }

    /** Makes a new PIN and card for somebody who is on; empty if nobody of that id is. */
    Optional<StaffCard> anew(String society, String meeting, String id, String by) {
        String pin = randomPin();
        StaffCode code = StaffCode.make(random);
        BoothStaffStore.Proof proof = proof(pin, code);
        return storage.write(handle -> {
            BoothStaffStore staff = held(handle, society, meeting);
            Optional<StaffMember> known = staff.find(society, meeting, id).filter(StaffMember::active);
            return known.map(one -> {
                staff.prove(society, meeting, id, proof);
                audit.record(handle, by, Action.STAFF_CARD_MADE, society + "/" + meeting, id);
                return new StaffCard(id, one.name(), one.lead(), pin, code);
            });
        });
    }

    /** Takes somebody off; does nothing if they are not on. */
    void stop(String society, String meeting, String id, String by) {
        storage.change(handle -> {
            if (held(handle, society, meeting).stop(society, meeting, id, clock.instant())) {
                audit.record(handle, by, Action.STAFF_STOPPED, society + "/" + meeting, id);
            }
        });
    }

    /** Everybody who ever was on. */
    public List<StaffMember> all(String society, String meeting) {
        return storage.read(handle -> new BoothStaffStore(handle).all(society, meeting));
    }

    /** Keeps others from taking people on or off meanwhile, and makes rosters look again. */
    private BoothStaffStore held(Handle handle, String society, String meeting) {
        SocietyStore societies = new SocietyStore(handle);
        if (!societies.lock(society, storage.dialect())
                || new MeetingStore(handle).find(society, meeting).isEmpty()) {
            throw new IllegalArgumentException("There is no meeting " + society + "/" + meeting);
        }
        societies.countChange(society);
        return new BoothStaffStore(handle);
    }

    private BoothStaffStore.Proof proof(String pin, StaffCode code) {
        return new BoothStaffStore.Proof(passwords.hash(pin), Optional.of(code.hash()));
    }

    /** Not one of those that somebody would try first. */
    private String randomPin() {
        String pin;
        do {
            pin = ("%0" + PIN_DIGITS + "d").formatted(random.nextInt(PIN_BOUND));
        } while (pin.chars().distinct().count() < PIN_DIFFERENT_DIGITS_MIN
                || "0123456789012345".contains(pin)
                || "9876543210987654".contains(pin));
        return pin;
    }
}
