package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.ClockOffset;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalChain;
import org.uketsuke.protocol.JournalEntry;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.Messages.DeviceTime;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.PushRequest;
import org.uketsuke.protocol.Outcome;
import org.uketsuke.protocol.SealedToken;
import org.uketsuke.protocol.Signer;
import org.uketsuke.protocol.Wire;

/** The kiosk's side of a test: a real journal with real hashes and signatures, without disk, readers and screen. */
public final class VirtualKiosk {
    private static final int BATCH = 500;

    private final String id;
    private final String meeting;
    private final byte[] publicKey;
    private final Signer signer;
    private final SecureRandom random;
    private final List<String> texts = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private String journal;
    private String run;
    private Duration clockError = Duration.ZERO;
    private boolean tellsItsClock = true;
    private Optional<Instant> ranSince = Optional.empty();

    VirtualKiosk(String id, String meeting, byte[] publicKey, Signer signer, SecureRandom random) {
        this.id = id;
        this.meeting = meeting;
        this.publicKey = publicKey;
        this.signer = signer;
        this.random = random;
        this.run = hex(8);
        this.journal = hex(16);
        hashes.add(JournalChain.first(journal));
    }

    private VirtualKiosk(VirtualKiosk other) {
        this(other.id, other.meeting, other.publicKey, other.signer, other.random);
        journal = other.journal;
        run = other.run;
        ranSince = other.ranSince;
        texts.addAll(other.texts);
        hashes.clear();
        hashes.addAll(other.hashes);
    }

    private String hex(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    /** The same machine image once more: the same id, key and journal. */
    VirtualKiosk cloned() {
        return new VirtualKiosk(this);
    }

    /** The same kiosk with a new journal that goes on where another history was found. */
    VirtualKiosk begunAnew(String japaneseTime) {
        VirtualKiosk anew = new VirtualKiosk(id, meeting, publicKey, signer, random);
        anew.at(
                Office.jst(japaneseTime),
                new JournalEvent.Opened(meeting, "booth", Optional.of(1L), "test", Optional.of(journal)));
        return anew;
    }

    /** Its public key, 32 raw bytes. */
    byte[] publicKey() {
        return publicKey.clone();
    }

    /** The meeting it serves. */
    String meeting() {
        return meeting;
    }

    /** Kiosk id. */
    public String id() {
        return id;
    }

    /** Journal id. */
    public String journal() {
        return journal;
    }

    /** Entries so far. */
    int length() {
        return texts.size();
    }

    /** The exact texts of the entries so far. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Sets the device clock wrong by this from now on. */
    public void clockIsOffBy(Duration error) {
        clockError = error;
    }

    /** Sends without its own time from now on, as an export file made before any contact does. */
    void doesNotTellItsClock() {
        tellsItsClock = false;
    }

    /** The lid was closed for so long: the monotonic clock stood still, the wall clock went on. */
    void slept(Duration duration) {
        ranSince = ranSince.map(since -> since.plus(duration));
    }

    /** A new start of the program. */
    void restarts() {
        run = hex(8);
        ranSince = Optional.empty();
    }

    /** Journals an event at a true instant. */
    VirtualKiosk at(Instant instant, JournalEvent event) {
        return write(instant, event, Optional.empty(), Optional.empty());
    }

    /** Journals an event with what the kiosk knows of the server's clock. */
    VirtualKiosk at(Instant instant, JournalEvent event, ClockOffset offset) {
        return write(instant, event, Optional.of(offset), Optional.empty());
    }

    /** Journals an event that stood elsewhere before. */
    VirtualKiosk carriedOver(JournalEntry entry, String fromJournal) {
        JournalEntry moved = new JournalEntry(
                texts.size() + 1,
                entry.at(),
                entry.upMillis(),
                entry.run(),
                entry.offset(),
                Optional.of(entry.origin().orElse(new JournalEntry.Origin(fromJournal, entry.seq()))),
                entry.event());
        return raw(Wire.write(moved));
    }

    /** Carries everything of another journal over, as the program does: what points within that journal points anew. */
    VirtualKiosk carries(VirtualKiosk from) {
        int shift = length();
        for (String text : from.texts()) {
            JournalEntry entry = Wire.read(text, JournalEntry.class);
            JournalEvent event = entry.event() instanceof JournalEvent.Voided voided
                    ? new JournalEvent.Voided(voided.voids() + shift, voided.by(), voided.reason())
                    : entry.event();
            carriedOver(
                    new JournalEntry(
                            entry.seq(),
                            entry.at(),
                            entry.upMillis(),
                            entry.run(),
                            entry.offset(),
                            entry.origin(),
                            event),
                    from.journal());
        }
        return this;
    }

    private VirtualKiosk write(
            Instant instant, JournalEvent event, Optional<ClockOffset> offset, Optional<JournalEntry.Origin> origin) {
        Instant since = ranSince.orElse(instant);
        ranSince = Optional.of(since);
        long up = Math.max(0, Duration.between(since, instant).toMillis());
        return raw(Wire.write(
                new JournalEntry(texts.size() + 1, instant.plus(clockError), up, run, offset, origin, event)));
    }

    /** Journals any text at all. */
    VirtualKiosk raw(String text) {
        hashes.add(JournalChain.next(hashes.get(hashes.size() - 1), text));
        texts.add(text);
        return this;
    }

    /** A card is touched, at Japanese time such as {@code 2026-10-16T08:42}. */
    public VirtualKiosk tap(String card, String japaneseTime) {
        return at(Office.jst(japaneseTime), touch(card));
    }

    /** The event of a touch. */
    JournalEvent.Scan touch(String card) {
        return scan(Optional.of(Office.token(meeting, card).hex()), Optional.empty(), Optional.empty());
    }

    /** The event of a touch that gave any text at all as the token. */
    JournalEvent.Scan touchGiving(String token) {
        return scan(Optional.of(token), Optional.empty(), Optional.empty());
    }

    /** The event of a pass that was shown. */
    JournalEvent.Scan pass(String member, int generation) {
        return scan(
                Optional.empty(),
                Optional.of(new JournalEvent.PassSeen(Office.passId(member), generation, "0123456789ab")),
                Optional.empty());
    }

    /** The event of a scan that only the server can read. */
    JournalEvent.Scan sealed(SealedToken token) {
        return scan(Optional.empty(), Optional.empty(), Optional.of(token.text()));
    }

    private JournalEvent.Scan scan(
            Optional<String> token, Optional<JournalEvent.PassSeen> pass, Optional<String> sealed) {
        return new JournalEvent.Scan(
                meeting,
                Optional.empty(),
                Direction.NONE,
                Optional.empty(),
                pass.isPresent() ? Medium.PASS : Medium.FELICA,
                token,
                pass,
                sealed,
                Optional.empty(),
                Optional.empty(),
                sealed.isPresent() ? Outcome.NO_ROSTER : Outcome.ACCEPTED,
                Optional.empty(),
                Optional.of(1L),
                "test-reader");
    }

    /** Staff register a member by hand. */
    VirtualKiosk manual(String member, String japaneseTime, String... evidence) {
        return at(
                Office.jst(japaneseTime),
                new JournalEvent.Manual(
                        meeting,
                        Optional.empty(),
                        Direction.NONE,
                        Optional.empty(),
                        member,
                        "staff-1",
                        "card left at home",
                        List.of(evidence),
                        Optional.empty()));
    }

    /** Staff give a member a temporary card. */
    VirtualKiosk lends(String card, String member, String japaneseTime, String... evidence) {
        return at(Office.jst(japaneseTime), lending(card, member, evidence));
    }

    /** The event of a temporary card that is given to a member. */
    JournalEvent.Linked lending(String card, String member, String... evidence) {
        return new JournalEvent.Linked(
                meeting,
                Medium.FELICA,
                Office.token(meeting, card).hex(),
                member,
                "staff-1",
                "forgotten-card",
                List.of(evidence));
    }

    /** Staff cancel an entry. */
    public VirtualKiosk cancels(long seq, String japaneseTime) {
        return at(Office.jst(japaneseTime), new JournalEvent.Voided(seq, "staff-1", "touched for a colleague"));
    }

    /** The booth opens. */
    public VirtualKiosk opens(String japaneseTime) {
        return at(
                Office.jst(japaneseTime),
                new JournalEvent.Opened(meeting, "booth", Optional.of(1L), "test", Optional.empty()));
    }

    /** The booth seals its journal. */
    public VirtualKiosk seals(String japaneseTime) {
        return at(
                Office.jst(japaneseTime),
                new JournalEvent.Closed(texts.size(), HexFormat.of().formatHex(hashes.get(hashes.size() - 1))));
    }

    /** A push of entries after one, as the kiosk would make it. */
    PushRequest request(int after, int count, Instant serverTime) {
        int last = Math.min(after + count, texts.size());
        String head = HexFormat.of().formatHex(hashes.get(last));
        return new PushRequest(
                after,
                texts.subList(after, last),
                head,
                sign(last, head),
                tellsItsClock ? Optional.of(deviceTime(serverTime)) : Optional.empty());
    }

    /** Its clocks at a true instant. */
    private DeviceTime deviceTime(Instant now) {
        long up = Duration.between(ranSince.orElse(now), now).toMillis();
        return new DeviceTime(run, now.plus(clockError), up);
    }

    String sign(long seq, String head) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signer.sign(JournalChain.headStatement(journal, seq, head)));
    }

    /** Pushes as the protocol says until the server has everything; fails if it does not get there. */
    public void syncs(Office office) {
        JournalStatus status = current(office.ingest().status(id, journal));
        while (status.received() < texts.size()) {
            assertThat(status.head()).isEqualTo(HexFormat.of().formatHex(hashes.get((int) status.received())));
            status = current(push(office, (int) status.received(), BATCH));
        }
    }

    /** One push. */
    PushAnswer push(Office office, int after, int count) {
        return office.ingest().push(id, journal, request(after, count, office.now()));
    }

    /** The status in an answer that must be one. */
    static JournalStatus current(PushAnswer answer) {
        assertThat(answer).isInstanceOf(PushAnswer.Stands.class);
        JournalStatus status = ((PushAnswer.Stands) answer).status();
        assertThat(status.state()).isEqualTo(JournalStatus.State.CURRENT);
        return status;
    }
}
