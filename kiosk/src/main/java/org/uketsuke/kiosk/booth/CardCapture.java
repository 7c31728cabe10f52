package org.uketsuke.kiosk.booth;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.uketsuke.kiosk.journal.NotRecorded;
import org.uketsuke.kiosk.roster.CardHolder;
import org.uketsuke.kiosk.roster.Roster;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.MemberPass;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RawToken;

/**
 * Stands before the reception: while staff wait for a blank card, the next card held out becomes a member's temporary card,
 * and is then taken as any other, so that the same touch registers the person; while they hold a card that was left behind,
 * it tells whose it is and registers nobody. All other scans pass untouched. Thread-safe.
 */
public final class CardCapture implements ScanSink {
    /** Staff who asked for a card and then did something else do not turn a stranger's card into a temporary one. */
    static final Duration WAITS = Duration.ofSeconds(60);

    private final ScanSink next;
    private final Supplier<Optional<Roster>> roster;
    private final Registrar registrar;
    private final LongSupplier nanoTime;
    private Optional<Wanted> wanted = Optional.empty();
    private Stage stage = Stage.IDLE;
    private long armedAtNanos;
    private Optional<CardHolder> found = Optional.empty();

    /**
     * Before a reception.
     *
     * @param next takes every scan
     * @param roster the roster in use
     * @param registrar records the card
     * @param nanoTime the device's monotonic clock
     */
    public CardCapture(ScanSink next, Supplier<Optional<Roster>> roster, Registrar registrar, LongSupplier nanoTime) {
        this.next = next;
        this.roster = roster;
        this.registrar = registrar;
        this.nanoTime = nanoTime;
    }

    /** What staff want the next card for. */
    sealed interface Wanted {
        /**
         * To be a temporary card.
         *
         * @param member member id
         * @param staff staff id
         * @param reason why
         * @param evidence what was seen
         */
        record Temporary(String member, String staff, String reason, List<String> evidence) implements Wanted {}

        /** To learn whose it is, for it was left behind; nobody is registered by it. */
        record Found() implements Wanted {}
    }

    /** How far it is. */
    public enum Stage {
        /** No card is awaited. */
        IDLE,
        /** The next card held out will be the temporary one. */
        WAITING,
        /** The card stands for the member now, and was taken as held out. */
        DONE,
        /** A card that was left behind told whose it is. */
        KNOWN,
        /** A card that was left behind, and the roster does not know it. */
        UNKNOWN,
        /** That is some member's own card; another one is awaited. */
        LISTED_CARD,
        /** It gave no id that stays the same, such as a phone, or could not be read; another one is awaited. */
        UNUSABLE,
        /** The journal takes nothing now. */
        NOT_ON_DISK,
        /** No card came within a minute. */
        TIMED_OUT
    }

    /** Waits for a card. */
    synchronized void arm(Wanted card) {
        wanted = Optional.of(card);
        found = Optional.empty();
        stage = Stage.WAITING;
        armedAtNanos = nanoTime.getAsLong();
    }

    /** Waits no more. */
    synchronized void disarm() {
        wanted = Optional.empty();
        found = Optional.empty();
        stage = Stage.IDLE;
    }

    /** Card and holder, once a card that was left behind was held out. */
    synchronized Optional<CardHolder> found() {
        return found;
    }

    /** How far it is. */
    synchronized Stage stage() {
        if (wanted.isPresent() && nanoTime.getAsLong() - armedAtNanos > WAITS.toNanos()) {
            wanted = Optional.empty();
            stage = Stage.TIMED_OUT;
        }
        return stage;
    }

    @Override
    public Feedback accept(Scan scan) {
        return take(scan).feedback();
    }

    @Override
    public Taken take(Scan scan) {
        return captured(scan) ? new Taken(Feedback.REJECT, true) : next.take(scan);
    }

    @Override
    public void reading() {
        next.reading();
    }

    @Override
    public void readingEnded() {
        next.readingEnded();
    }

    /** Whether the scan ends here: it was meant as a temporary card and cannot be one. */
    private synchronized boolean captured(Scan scan) {
        Stage before = stage();
        Optional<Roster> unlocked = roster.get();
        if (wanted.isEmpty() || before == Stage.TIMED_OUT || unlocked.isEmpty() || isPass(scan)) {
            return false;
        }
        Optional<RawToken> raw = rawOf(scan);
        stage = raw.isEmpty() ? Stage.UNUSABLE : used(wanted.get(), raw.get(), unlocked.get());
        return stage != Stage.DONE;
    }

    private Stage used(Wanted card, RawToken raw, Roster unlocked) {
        CardToken token = unlocked.tokenOf(raw);
        if (card instanceof Wanted.Temporary temporary) {
            return link(temporary, raw, token, unlocked);
        }
        wanted = Optional.empty();
        found = unlocked.findByToken(token);
        return found.isPresent() ? Stage.KNOWN : Stage.UNKNOWN;
    }

    private Stage link(Wanted.Temporary card, RawToken raw, CardToken token, Roster unlocked) {
        if (unlocked.findByToken(token).isPresent()) {
            return Stage.LISTED_CARD;
        }
        try {
            registrar.giveTemporaryCard(
                    raw.medium(), token, card.member(), card.staff(), card.reason(), card.evidence());
            wanted = Optional.empty();
            return Stage.DONE;
        } catch (NotRecorded e) {
            wanted = Optional.empty();
            return Stage.NOT_ON_DISK;
        }
    }

    /** A member with a pass needs no temporary card, and may be somebody else in the queue. */
    private static boolean isPass(Scan scan) {
        return scan instanceof Scan.Text text
                && !(MemberPass.read(text.text().strip()) instanceof MemberPass.Reading.Refused refused
                        && refused.why() == PassRefusal.NOT_A_PASS);
    }

    private static Optional<RawToken> rawOf(Scan scan) {
        if (scan instanceof Scan.Card card) {
            return Optional.of(card.token());
        }
        if (scan instanceof Scan.Text text) {
            try {
                return Optional.of(RawToken.of(Medium.BARCODE, text.text().strip()));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
