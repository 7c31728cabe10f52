package org.uketsuke.kiosk.booth;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.uketsuke.kiosk.booth.CardCapture.Stage;
import org.uketsuke.kiosk.checkin.Moment;
import org.uketsuke.kiosk.checkin.SessionWay;
import org.uketsuke.kiosk.journal.Journal;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.Assignment;

/**
 * The staff desk: see who needs help, find the person, register by hand, give a temporary card, void, note. Works
 * offline; everything that changes anything is in the journal before it is said to be done. Thread-safe.
 */
public final class StaffDesk {
    private final Journal journal;
    private final Supplier<Optional<Roster>> roster;
    private final Registrar registrar;
    private final CardCapture capture;
    private final Clock clock;
    private final DeskTools tools;
    private final JournalFollower follower;
    private final Entrance entrance;
    private final StaffCalls calls;
    private final DeskMembers members;

    /**
     * A desk.
     *
     * @param assignment where the booth serves
     * @param journal what happened here
     * @param roster the roster in use
     * @param registrar records what staff decide
     * @param capture takes the next card as a temporary one
     * @param clock the device's wall clock
     * @param tools chance and monotonic time
     */
    public StaffDesk(
            Supplier<Assignment> assignment,
            Journal journal,
            Supplier<Optional<Roster>> roster,
            Registrar registrar,
            CardCapture capture,
            Clock clock,
            DeskTools tools) {
        this.journal = journal;
        this.roster = roster;
        this.registrar = registrar;
        this.capture = capture;
        this.clock = clock;
        this.tools = tools;
        StaffDoor door = new StaffDoor(
                () -> roster.get().map(Roster::staff).orElse(List.of()), tools.random(), tools.nanoTime());
        this.follower = new JournalFollower(assignment, journal, door);
        this.entrance = new Entrance(journal, door, follower, clock, tools.nanoTime());
        this.calls = new StaffCalls(clock);
        this.members = new DeskMembers(assignment, roster, registrar, this::moment);
    }

    /** How staff come in and go. */
    public Entrance entrance() {
        return entrance;
    }

    /** Id of the journal in which the numbers of entries that this desk tells count; it changes when a journal goes on anew. */
    public String journal() {
        return journal.id();
    }

    /** Closes a desk; a card that was awaited is awaited no more. */
    public void leave(String token) {
        entrance.leave(token);
        capture.disarm();
    }

    /** Whether a roster is unlocked: without one nobody can log in, and nobody be found. */
    public boolean unlocked() {
        return roster.get().isPresent();
    }

    /** Takes in a scan that left no entry; from the thread of a reader, so it never waits. */
    public void counted(Counted scan) {
        follower.counted(scan);
    }

    /** Somebody at the public screen asks for staff; never waits. */
    public void call(boolean forgottenCard) {
        calls.call(forgottenCard);
    }

    /** Calls that nobody answered, newest first. */
    public List<StaffCall> calls() {
        return calls.waiting();
    }

    /** Staff answered a call. */
    public void answer(long id) {
        calls.answer(id);
    }

    /** Failed scans that wait, newest first. */
    public List<FailedScan> waiting() {
        return follower.ask(book -> book.failed().waiting(now()));
    }

    /** Somebody saw to a failed scan in another way. */
    public void dismiss(long id) {
        follower.ask(book -> {
            book.failed().dismiss(id);
            return book;
        });
    }

    /** Today in numbers. */
    public DayFigures figures() {
        return follower.ask(book -> book.figures(now()));
    }

    /** Today's entries, newest first. */
    public List<Line> lines() {
        return follower.ask(book -> book.lines(now()));
    }

    /** Members, and what they may be registered for. */
    public DeskMembers members() {
        return members;
    }

    /** Members whom a typed text finds, in the order of their kana. */
    public List<MemberView> search(String typed) {
        return members.search(typed);
    }

    /** A member by id, if the roster in use knows one. */
    public Optional<MemberView> member(String id) {
        return members.byId(id);
    }

    /**
     * Registers a member by hand.
     *
     * @param staff staff id
     * @param rescues the failed scan that this mends; passed over if it stands in an earlier journal
     * @param way for which session and which way, at the door of a room; empty for the meeting
     */
    public Registration register(
            String staff,
            String member,
            Reason reason,
            List<Evidence> evidence,
            Optional<EntryRef> rescues,
            Optional<SessionWay> way) {
        if (member(member).isEmpty()) {
            return new Registration.UnknownMember();
        }
        DeskMembers.Asked asked = members.asked(way);
        if (!asked.allowed()) {
            return new Registration.OtherAgenda();
        }
        Optional<Instant> already = members.firstAt(member, way);
        if (already.isPresent()) {
            return new Registration.AlreadyRegistered(already.get());
        }
        try {
            return new Registration.Registered(registrar
                    .registerByHand(
                            member,
                            staff,
                            reason.wireName(),
                            wireNames(evidence),
                            rescues.filter(this::stands).map(EntryRef::seq),
                            asked.door())
                    .entry()
                    .seq());
        } catch (NotRecorded e) {
            return new Registration.NotOnDisk();
        }
    }

    /** Waits for a blank card, which will stand for the member; the touch then registers. False for an unknown member. */
    public boolean awaitCard(String staff, String member, Reason reason, List<Evidence> evidence) {
        if (member(member).isEmpty()) {
            return false;
        }
        capture.arm(new CardCapture.Wanted.Temporary(member, staff, reason.wireName(), wireNames(evidence)));
        return true;
    }

    /** Waits for a card that was left behind, to learn whose it is; it registers nobody. */
    public void awaitFoundCard() {
        capture.arm(new CardCapture.Wanted.Found());
    }

    /** Whose card was found. */
    public Optional<MemberView> foundCardHolder() {
        return capture.found().map(holder -> members.view(holder.member(), false));
    }

    /** How far the awaited card is. */
    public Stage stage() {
        return capture.stage();
    }

    /** Waits for no card any more. */
    public void awaitNoCard() {
        capture.disarm();
    }

    /**
     * A code that will stand for the member, to be printed or photographed; empty for an unknown member.
     *
     * @throws NotRecorded if the journal takes nothing now
     */
    public Optional<String> temporaryCode(String staff, String member, Reason reason, List<Evidence> evidence)
            throws NotRecorded {
        Optional<Roster> unlocked = roster.get();
        if (unlocked.isEmpty() || member(member).isEmpty()) {
            return Optional.empty();
        }
        String text = tools.temporaryCode();
        CardToken token = unlocked.get().tokenOf(DeskTools.raw(text));
        registrar.giveTemporaryCard(Medium.BARCODE, token, member, staff, reason.wireName(), wireNames(evidence));
        return Optional.of(text);
    }

    /**
     * Voids an entry; the entry stays. False if there is no such entry, or the journal went on in a new file since the page
     * learnt its number: there the number may be another person's.
     *
     * @throws NotRecorded if the journal takes nothing now
     */
    public boolean cancel(String staff, EntryRef entry, Reason reason) throws NotRecorded {
        boolean there =
                stands(entry) && entry.seq() > 0 && journal.atOf(entry.seq()).isPresent();
        if (there) {
            registrar.cancel(entry.seq(), staff, reason.wireName());
        }
        return there;
    }

    private boolean stands(EntryRef entry) {
        return entry.journal().equals(journal.id());
    }

    /**
     * Records a remark.
     *
     * @throws NotRecorded if the journal takes nothing now
     */
    public void note(String staff, String text) throws NotRecorded {
        journal.append(new JournalEvent.Note(text, Optional.of(staff)));
    }

    private static List<String> wireNames(List<Evidence> evidence) {
        return evidence.stream().distinct().map(Evidence::wireName).toList();
    }

    private Instant now() {
        return moment().at();
    }

    private Moment moment() {
        Instant device = clock.instant();
        return Moment.of(device, journal.serverOffset(device));
    }
}
