package org.uketsuke.kiosk.screen;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.uketsuke.kiosk.booth.DayFigures;
import org.uketsuke.kiosk.booth.DoorChoices;
import org.uketsuke.kiosk.booth.EntryRef;
import org.uketsuke.kiosk.booth.FailedScan;
import org.uketsuke.kiosk.booth.Line;
import org.uketsuke.kiosk.booth.LogIn;
import org.uketsuke.kiosk.booth.MemberView;
import org.uketsuke.kiosk.booth.SessionChoice;
import org.uketsuke.kiosk.booth.StaffCall;
import org.uketsuke.kiosk.camera.QrPicture;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.kiosk.reader.ReadersReport;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.protocol.RosterMessages.RosterMember;

/** What the kiosk tells the page of the staff desk, and hears from it, as JSON. Names go to a page where staff logged in only. */
sealed interface DeskMessage {
    /**
     * Before anybody logged in.
     *
     * @param unlocked whether a roster is unlocked, without which nobody can log in
     * @param staff who may log in
     * @param lockedUntil until when no PIN is taken
     */
    record Door(boolean unlocked, List<Person> staff, Optional<Instant> lockedUntil) implements DeskMessage {}

    /**
     * Somebody of the staff.
     *
     * @param id staff id
     * @param name as staff know each other
     * @param lead whether this is a person in charge
     */
    record Person(String id, String name, boolean lead) implements DeskMessage {
        static Person of(BoothStaff staff) {
            return new Person(staff.id(), staff.name(), staff.lead());
        }
    }

    /**
     * What became of a try to log in.
     *
     * @param state {@code opened}, {@code refused}, {@code locked} or {@code none}
     * @param token for the page alone, if opened
     * @param person who logged in
     * @param triesLeft before the desk is locked, if refused
     * @param until when PINs are taken again, if locked
     */
    record LoggedIn(
            String state,
            Optional<String> token,
            Optional<Person> person,
            Optional<Integer> triesLeft,
            Optional<Instant> until)
            implements DeskMessage {
        static LoggedIn of(LogIn answer) {
            if (answer instanceof LogIn.Opened opened) {
                return new LoggedIn(
                        "opened",
                        Optional.of(opened.token()),
                        Optional.of(Person.of(opened.staff())),
                        Optional.empty(),
                        Optional.empty());
            }
            Optional<Instant> until =
                    answer instanceof LogIn.Locked locked ? Optional.of(locked.until()) : Optional.empty();
            Optional<Integer> left =
                    answer instanceof LogIn.Refused refused ? Optional.of(refused.triesLeft()) : Optional.empty();
            return new LoggedIn(
                    until.isPresent() ? "locked" : "refused", Optional.empty(), Optional.empty(), left, until);
        }

        static LoggedIn none() {
            return new LoggedIn("none", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * The desk as it stands.
     *
     * @param person who works here
     * @param journal in which the numbers of entries count; the page sends it back with each
     * @param secondsLeft until it closes by itself
     * @param calls for staff from the public screen, newest first
     * @param waiting failed scans, newest first
     * @param figures today in numbers
     * @param stage of the card that staff wait for: {@code idle}, {@code waiting}, {@code done} …
     * @param printer state of the printer of slips: {@code off}, {@code ready} …
     * @param found whose card was found, once it was held out
     * @param door what somebody may be registered for at the door of a room
     * @param names the sessions that the figures name
     */
    record Overview(
            Person person,
            String journal,
            long secondsLeft,
            List<StaffCall> calls,
            List<Failed> waiting,
            DayFigures figures,
            String stage,
            String printer,
            Optional<Member> found,
            Optional<DoorChoices> door,
            List<SessionChoice> names)
            implements DeskMessage {}

    /**
     * A failed scan.
     *
     * @param scan what was seen
     * @param member whose card it is, if known
     * @param session what it was for, if the agenda knows
     */
    record Failed(FailedScan scan, Optional<Member> member, Optional<SessionChoice> session) implements DeskMessage {}

    /**
     * A member as staff see one.
     *
     * @param id pseudonymous id
     * @param number member number
     * @param name family and given name
     * @param kana the same in kana
     * @param affiliation where the member works
     * @param terms certification terms
     * @param sameName whether another one found is written or read alike
     * @param firstAt when registered here first
     * @param entries what registered the member
     * @param atDoor what to offer first, and what the member was registered for, at the door of a room
     */
    record Member(
            String id,
            String number,
            String name,
            String kana,
            String affiliation,
            List<Term> terms,
            boolean sameName,
            Optional<Instant> firstAt,
            List<Long> entries,
            Optional<MemberView.AtDoor> atDoor)
            implements DeskMessage {
        static Member of(MemberView view) {
            RosterMember member = view.member();
            return new Member(
                    member.id(),
                    member.memberNo(),
                    (member.familyName() + " " + member.givenName()).strip(),
                    (member.familyKana() + " " + member.givenKana()).strip(),
                    member.affiliation(),
                    member.terms().stream()
                            .map(term -> new Term(term.qualification(), term.start(), term.end()))
                            .toList(),
                    view.sameName(),
                    view.firstAt(),
                    view.entries(),
                    view.atDoor());
        }
    }

    /**
     * A certification term.
     *
     * @param qualification {@code specialist} or {@code instructor}
     * @param start first day
     * @param end last day
     */
    record Term(String qualification, LocalDate start, LocalDate end) implements DeskMessage {}

    /**
     * What a search found.
     *
     * @param members in the order of their kana
     * @param more whether there may be more than are shown
     */
    record Found(List<Member> members, boolean more) implements DeskMessage {}

    /**
     * What became of a registration by hand.
     *
     * @param state {@code registered}, {@code already}, {@code unknown}, {@code other-agenda} or {@code not-on-disk}
     * @param seq its entry
     * @param firstAt when the person was registered before
     */
    record Registered(String state, Optional<Long> seq, Optional<Instant> firstAt) implements DeskMessage {}

    /**
     * A temporary code.
     *
     * @param code its picture
     * @param text what it says, for typing
     */
    record TemporaryCode(QrPicture code, String text) implements DeskMessage {}

    /**
     * Whether something was done.
     *
     * @param done whether it is on disk, or is now so
     */
    record Done(boolean done) implements DeskMessage {}

    /**
     * Today's entries.
     *
     * @param lines newest first
     */
    record Lines(List<Shown> lines) implements DeskMessage {
        /**
         * One of them.
         *
         * @param line the entry
         * @param kind its kind, as {@code scan}
         * @param member whom it is about
         * @param staff name of the staff who recorded it
         * @param session what it was for, if the agenda knows
         */
        record Shown(
                Line line,
                String kind,
                Optional<Member> member,
                Optional<String> staff,
                Optional<SessionChoice> session)
                implements DeskMessage {}
    }

    /**
     * The readers.
     *
     * @param findings what was found, by which the page says what to do
     * @param report the same for a technician
     */
    record Readers(List<Finding> findings, String report) implements DeskMessage {
        static Readers of(ReadersReport.Report report) {
            return new Readers(
                    report.findings().stream()
                            .map(finding -> new Finding(wireName(finding.what()), finding.reader()))
                            .toList(),
                    report.text());
        }

        /**
         * One finding.
         *
         * @param what such as {@code no-reader}
         * @param reader name of the reader, if it is about one
         */
        record Finding(String what, String reader) implements DeskMessage {}
    }

    /** Sent by the page: a PIN. */
    record PinTyped(String staff, String pin) implements DeskMessage {
        @Override
        public String toString() {
            return "PinTyped[" + staff + ", hidden]";
        }
    }

    /** Sent by the page: whether somebody did something since it asked last. */
    record Look(boolean acts) implements DeskMessage {}

    /** Sent by the page: what staff typed, to search or as a note. */
    record Typed(String text) implements DeskMessage {}

    /** Sent by the page: a failed scan that was seen to. */
    record Dismissed(long id) implements DeskMessage {}

    /** Sent by the page: a registration by hand or a temporary card; wire names of reason and evidence; at a door for what. */
    record ByHand(
            String member, String reason, List<String> evidence, Optional<EntryRef> rescues, Optional<SessionWay> way)
            implements DeskMessage {}

    /** Sent by the page: a slip in the words of the screen, with a QR code if it has one. */
    record Print(String title, List<String> lines, Optional<String> code) implements DeskMessage {
        /** More would be a roll of paper. */
        static final int LINES_MAX = 20;
    }

    /** Sent by the page: an entry to void, and the reason's wire name. */
    record Cancelled(EntryRef entry, String reason) implements DeskMessage {}

    /** A name as it stands on the wire: {@code not-on-disk}. */
    static String wireName(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
