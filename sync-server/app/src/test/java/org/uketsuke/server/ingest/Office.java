package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.uketsuke.protocol.CardToken;
import org.uketsuke.protocol.Medium;
import org.uketsuke.protocol.RawToken;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.attendance.Attendance;
import org.uketsuke.server.attendance.AttendanceStore;
import org.uketsuke.server.keys.Ed25519;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.ledger.LedgerEntry;
import org.uketsuke.server.ledger.LedgerStore;
import org.uketsuke.server.reconcile.BalanceSheet;
import org.uketsuke.server.reconcile.BalanceSheetStore;
import org.uketsuke.server.reconcile.ExceptionCase;
import org.uketsuke.server.reconcile.ExceptionStore;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.verify.Verification;

/** The society's side of a test: its books, its meetings, and what its office sees. JSH rules (H05), zone Asia/Tokyo. */
public final class Office implements AutoCloseable {
    /** Society code. */
    public static final String SOCIETY = "jsh";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Storage storage;
    private final ServerKeys keys;
    private final SettableClock clock = new SettableClock("2026-10-16T03:00:00Z");
    private Ingest ingest;
    private int refreshes;

    /** An office with rules, and neither members nor meetings. */
    public Office(Storage storage) {
        this.storage = storage;
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO society (society, number, name_ja, name_en, zone, fiscal_year_start, card_media,"
                            + " unknown_cards, policy, imported_at, change_count)"
                            + " VALUES ('jsh', 1, '日本血液学会', 'JSH', 'Asia/Tokyo', '04-01', 'felica', 'record', '', 0, 0)");
            rule(handle, "JSH-P-ANN", "annual", 1500, 1);
            rule(handle, "JSH-P-REG", "regional", 300, 1);
            rule(handle, "JSH-P-REL", "related", 300, 0);
        });
        this.keys = ServerKeys.of(storage, RANDOM);
        this.ingest = newIngest();
    }

    private Ingest newIngest() {
        return ingest(clock);
    }

    /** Another server over the same books, by its own clock; close it. */
    Ingest ingest(Clock other) {
        return new Ingest(storage, other, keys, this::refresh);
    }

    private boolean refresh(org.jdbi.v3.core.Handle handle, String society, String meeting, Instant now) {
        refreshes++;
        return handle.execute(
                        "UPDATE roster_row SET subject = SUBSTR(subject, 9) WHERE society = ? AND meeting = ?"
                                + " AND subject LIKE 'waiting:%'",
                        society, meeting)
                > 0;
    }

    /** What follows when the office has put something into its books. */
    public Replay.Outcome replays(String cause) {
        return new Replay(storage, clock, keys, this::refresh).run(SOCIETY, cause);
    }

    private static void rule(
            org.jdbi.v3.core.Handle handle, String code, String meetingClass, long credits, int cardEnabled) {
        handle.execute(
                "INSERT INTO credit_rule VALUES ('jsh', ?, '2013-04-01', '9999-12-31', 'participation', 'specialist',"
                        + " ?, ?, ?, '', '')",
                code,
                meetingClass,
                credits,
                cardEnabled);
    }

    /** Adds a participation rule for instructors that taps earn. */
    void instructorRule(String code, String meetingClass, long credits) {
        storage.change(handle -> handle.execute(
                "INSERT INTO credit_rule VALUES ('jsh', ?, '2013-04-01', '9999-12-31', 'participation', 'instructor',"
                        + " ?, ?, 1, '', '')",
                code,
                meetingClass,
                credits));
    }

    /** Adds a participation rule for specialists that taps earn. */
    void rule(String code, String meetingClass, long credits) {
        storage.change(handle -> rule(handle, code, meetingClass, credits, 1));
    }

    /** The server under test. */
    public Ingest ingest() {
        return ingest;
    }

    /** Storage, for what tests do behind the server's back. */
    public Storage storage() {
        return storage;
    }

    /** The server's keys. */
    ServerKeys keys() {
        return keys;
    }

    /** Times that the roster was refreshed. */
    int refreshes() {
        return refreshes;
    }

    /** Sets the server's clock, Japanese time such as {@code 2026-10-16T08:42}. */
    public void itIs(String japaneseTime) {
        clock.set(jst(japaneseTime));
    }

    /** The server's clock. */
    Instant now() {
        return clock.instant();
    }

    /** An instant of Japanese time. */
    public static Instant jst(String japaneseTime) {
        String seconds = japaneseTime.length() == 16 ? japaneseTime + ":00" : japaneseTime;
        return OffsetDateTime.parse(seconds + "+09:00").toInstant();
    }

    /** Plans a meeting; its credit date is the first day. */
    public void meeting(String id, String meetingClass, String start, String end) {
        meeting(id, meetingClass, start, end, start);
    }

    /** Plans a meeting. */
    public void meeting(String id, String meetingClass, String start, String end, String creditDate) {
        storage.change(handle -> handle.execute(
                "INSERT INTO meeting VALUES ('jsh', ?, ?, ?, ?, ?, ?, ?, 'Kyoto', 'open', ?)",
                id,
                id,
                id,
                meetingClass,
                start,
                end,
                creditDate,
                tokenKey(id)));
    }

    private static byte[] tokenKey(String meeting) {
        return java.util.Arrays.copyOf(("key of " + meeting).getBytes(StandardCharsets.UTF_8), CardToken.KEY_BYTES);
    }

    /** Takes in a member without any qualification. */
    public void member(String id) {
        storage.change(handle -> handle.execute(
                "INSERT INTO member VALUES ('jsh', ?, ?, '山田', '太郎', 'ヤマダ', 'タロウ', 'ヤマダタロウ', '', '', '', '',"
                        + " 'active', ?, 1)",
                id,
                "no-" + id,
                passId(id)));
    }

    /** The pass id of a member. */
    static String passId(String member) {
        return "%016x".formatted(member.hashCode());
    }

    /** Gives a member a qualification and its term. */
    public void qualification(String member, String kind, String start, String end) {
        String id = member + "-" + kind;
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO qualification VALUES ('jsh', ?, ?, ?, '1') ON CONFLICT DO NOTHING", id, member, kind);
            handle.execute("INSERT INTO term VALUES ('jsh', ?, ?, ?, 5000)", id, start, end);
        });
    }

    /** Takes in a specialist whose term holds in 2026, with a card of the same name. */
    public void specialist(String id) {
        member(id);
        qualification(id, "specialist", "2024-04-01", "2029-03-31");
        card(id, id, "2024-04-01", "2029-03-31");
    }

    /** Issues a card; every meeting that is planned so far has it on its roster. */
    public void card(String member, String card, String from, String to) {
        storage.change(handle -> {
            handle.execute(
                    "INSERT INTO card VALUES ('jsh', ?, ?, 'felica', ?, ?, ?, 'active', 0)",
                    card,
                    member,
                    card,
                    from,
                    to);
            List<String> meetings = handle.createQuery("SELECT id FROM meeting")
                    .mapTo(String.class)
                    .list();
            meetings.forEach(meeting -> handle.execute(
                    "INSERT INTO roster_row VALUES ('jsh', ?, 'token', ?, ?, 1, 0, '')",
                    meeting,
                    token(meeting, card).hex(),
                    card));
        });
    }

    /** Lets rosters lag behind: the card is known to the books only, until the roster is refreshed. */
    void notYetOnRosters(String card) {
        storage.change(handle ->
                handle.execute("UPDATE roster_row SET subject = 'waiting:' || subject WHERE subject = ?", card));
    }

    /** Changes a card's status from a time on. */
    public void cardIs(String card, String status, String sinceJapaneseTime) {
        storage.change(handle -> handle.execute(
                "UPDATE card SET status = ?, status_since = ? WHERE id = ?",
                status,
                jst(sinceJapaneseTime).toEpochMilli(),
                card));
    }

    /** The raw identity of a card: eight bytes made of its name. */
    static RawToken raw(String card) {
        return RawToken.of(Medium.FELICA, "%016X".formatted(card.hashCode() & 0xFFFFFFFFL));
    }

    /** The keyed token of a card at a meeting. */
    public static CardToken token(String meeting, String card) {
        return CardToken.of(tokenKey(meeting), raw(card));
    }

    /** Enrols a kiosk. */
    public VirtualKiosk kiosk(String name, String meeting) {
        byte[] privateKey = Ed25519.newPrivateKey(RANDOM);
        VirtualKiosk kiosk =
                new VirtualKiosk(name, meeting, Ed25519.publicKey(privateKey), Ed25519.signer(privateKey), RANDOM);
        enrol(kiosk);
        return kiosk;
    }

    /** Enrols a kiosk that is there already. */
    void enrol(VirtualKiosk kiosk) {
        storage.change(handle -> handle.execute(
                "INSERT INTO kiosk VALUES (?, 'jsh', ?, ?, ?, 'test', 0, NULL, 0)",
                kiosk.id(),
                kiosk.meeting(),
                "booth of " + kiosk.id(),
                kiosk.publicKey()));
    }

    /** Revokes a kiosk. */
    void revoke(String kiosk) {
        storage.change(handle -> handle.execute("UPDATE kiosk SET revoked_at = 1 WHERE id = ?", kiosk));
    }

    /** The live awards and reversals of a member, for people. */
    public List<String> ledger(String member) {
        return storage.read(handle -> ledger().ofMember(handle, SOCIETY, member)).stream()
                .map(entry -> "%s %s %s %d %s %d"
                        .formatted(
                                entry.key().meeting(),
                                entry.key().kind(),
                                entry.rule(),
                                entry.hundredths(),
                                entry.termStart(),
                                entry.fiscalYear()))
                .toList();
    }

    /** All ledger entries of a meeting. */
    List<LedgerEntry> ledgerOf(String meeting) {
        return storage.read(handle -> ledger().ofMeeting(handle, SOCIETY, meeting));
    }

    /** Credits within a term, hundredths. */
    public long balance(String qualification, String termStart) {
        return storage.read(handle -> ledger().balance(handle, SOCIETY, qualification, LocalDate.parse(termStart)));
    }

    /** Credits within its term of a {@link #specialist}, hundredths. */
    long credits(String specialist) {
        return balance(specialist + "-specialist", "2024-04-01");
    }

    private LedgerStore ledger() {
        return new LedgerStore(storage.dialect());
    }

    /** The meeting's balance sheet. */
    public BalanceSheet balanceSheet(String meeting) {
        return storage.read(handle -> new BalanceSheetStore().ofMeeting(handle, SOCIETY, meeting));
    }

    /** All cases of a meeting. */
    public List<ExceptionCase> cases(String meeting) {
        return storage.read(handle -> new ExceptionStore().ofMeeting(handle, SOCIETY, meeting));
    }

    /** Kinds of the cases that wait for a person. */
    public List<ExceptionKind> open(String meeting) {
        return cases(meeting).stream()
                .filter(one -> one.state() == ExceptionCase.State.OPEN)
                .map(ExceptionCase::kind)
                .sorted()
                .toList();
    }

    /** Kinds of the cases that settled themselves. */
    public List<ExceptionKind> settled(String meeting) {
        return cases(meeting).stream()
                .filter(one -> one.state() == ExceptionCase.State.SETTLED)
                .map(ExceptionCase::kind)
                .sorted()
                .toList();
    }

    /** Days on which a member was at meetings. */
    public List<String> days(String member) {
        return storage.read(handle -> new AttendanceStore().ofMember(handle, SOCIETY, member)).stream()
                .map(Attendance::day)
                .map(LocalDate::toString)
                .toList();
    }

    /**
     * Entries held for a person that no open case tells of, as journal, number and kind; one case tells of all that is the same
     * about a member. What waits for credits is left out where the member has them.
     */
    List<String> untold(String meeting) {
        return storage.read(handle -> handle.createQuery("""
                        SELECT d.journal, d.seq, d.exception_kind FROM decision d
                        WHERE d.meeting = :meeting AND d.kind = 'EXCEPTION'
                          AND NOT EXISTS (SELECT 1 FROM voided v WHERE v.journal = d.journal AND v.seq = d.seq)
                          AND NOT EXISTS (SELECT 1 FROM exception_case x WHERE x.journal = d.journal AND x.seq = d.seq
                            AND x.kind = d.exception_kind AND x.state = 'open')
                          AND NOT EXISTS (SELECT 1 FROM case_entry c JOIN exception_case x ON x.society = c.society
                            AND x.meeting = c.meeting AND x.kind = c.kind AND x.subject = c.subject AND x.state = 'open'
                            WHERE c.journal = d.journal AND c.seq = d.seq AND c.kind = d.exception_kind)
                          AND NOT EXISTS (SELECT 1 FROM exception_case x WHERE x.society = d.society
                            AND x.meeting = d.meeting AND x.kind = d.exception_kind AND x.subject = d.member
                            AND x.state = 'open')
                          AND NOT (d.exception_kind = 'MANUAL_UNVERIFIED' AND EXISTS (
                            SELECT 1 FROM decision a WHERE a.meeting = d.meeting AND a.member = d.member
                              AND a.kind = 'AWARDED' AND NOT EXISTS (
                                SELECT 1 FROM voided v WHERE v.journal = a.journal AND v.seq = a.seq)))
                        ORDER BY d.journal, d.seq""")
                .bind("meeting", meeting)
                .map((row, context) -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3))
                .list());
    }

    /** Fails unless everything follows from the journals and the meeting's balance sheet ties. */
    void assertSound(String meeting) {
        assertThat(Verification.of(storage, Clock.systemUTC()).differences()).isEmpty();
        assertThat(balanceSheet(meeting).ties()).isTrue();
    }

    @Override
    public void close() {
        ingest.close();
        storage.close();
    }
}
