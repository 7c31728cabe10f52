package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uketsuke.server.ingest.DoorMeeting.MEETING;
import static org.uketsuke.server.ingest.DoorMeeting.in;
import static org.uketsuke.server.ingest.DoorMeeting.line;
import static org.uketsuke.server.ingest.DoorMeeting.out;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent;
import org.uketsuke.server.SyncServer;
import org.uketsuke.server.session.SessionStayStore;
import org.uketsuke.server.session.SessionStayStore.Count;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;
import org.uketsuke.server.verify.Verification;
import org.uketsuke.server.web.PublicAddress;

/** A database with touches from before tables version 20 (V19), and the first start of this program over it. */
final class EarlierBuildsTest {
    /** Full-width, as kept by earlier builds. */
    private static final String TYPED = "第１会場";

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    /** An office at whose meeting abe and baba stayed for the first session, as V19 has it. */
    private Office before20(Engine engine) {
        return before20(engine, "hall");
    }

    /** As above, in a room that is kept, and written by kiosks, as it was typed. */
    private Office before20(Engine engine, String typed) {
        Optional<String> url = Databases.url(engine);
        Office office = DoorMeeting.office(Storage.open(folder, url, random), "abe", "baba", "chiba");
        roomIs(office, typed);
        VirtualKiosk hall = in(office.kiosk("k1", MEETING), typed, "a", "abe", "09:58");
        in(hall, typed, "a", "baba", "09:59");
        out(hall, typed, "a", "baba", "11:04");
        out(hall, typed, "a", "abe", "11:05").syncs(office);
        office.storage().change(handle -> {
            handle.execute("UPDATE session_touch SET room = ?", typed);
            handle.execute("INSERT INTO kiosk_door VALUES ('door', 'jsh', ?, ?, 'in')", MEETING, typed);
            handle.execute("INSERT INTO enrolment_door VALUES ('hash', ?, 'in')", typed);
            backTo19(handle);
        });
        Storage.open(folder, url, random).close();
        return office;
    }

    /** Behind the program's back, so that no spelling is looked at. */
    private static void roomIs(Office office, String typed) {
        office.storage().change(handle -> handle.execute("UPDATE session SET room = ? WHERE room = 'hall'", typed));
    }

    private static void backTo19(Handle handle) {
        List.of("session_facts", "session_judged", "session_stay", "kiosk_told")
                .forEach(table -> handle.execute("DROP TABLE " + table));
        handle.execute(
                "CREATE TABLE session_facts (society TEXT NOT NULL, meeting TEXT NOT NULL, content TEXT NOT NULL,"
                        + " PRIMARY KEY (society, meeting))");
        handle.execute("INSERT INTO session_facts VALUES ('jsh', ?, '{\"sessions\":[]}')", MEETING);
        handle.execute("DELETE FROM uketsuke_schema WHERE version IN ('20', '21', '22')");
    }

    private void serverStarts(Office office) {
        SyncServer.Setting setting = new SyncServer.Setting(
                "127.0.0.1", 0, PublicAddress.of(Optional.empty(), false), folder.resolve("rosters"));
        try {
            SyncServer.start(office.storage(), setting, Clock.systemUTC(), random)
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Count> counts(Office office) {
        return office.storage()
                .read(handle ->
                        new SessionStayStore(office.storage().dialect()).counts(handle, Office.SOCIETY, MEETING));
    }

    private static List<String> audited(Office office) {
        return office.storage()
                .read(handle -> handle.createQuery(
                                "SELECT subject, detail FROM audit WHERE action = 'BROUGHT_UP_TO_DATE' ORDER BY seq")
                        .map((row, context) -> row.getString(1) + ": " + row.getString(2))
                        .list());
    }

    @ParameterizedTest
    @EnumSource
    void staysAreCountedAndVerifiedOnceTheServerStarted(Engine engine) {
        try (Office office = before20(engine)) {
            serverStarts(office);

            assertThat(counts(office)).isEqualTo(Map.of("a", new Count(2, 2)));
            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(audited(office)).isEmpty();
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everybodyIsJudgedAnewAlsoWhereSomebodyTouchedInBetween(Engine engine) {
        try (Office office = before20(engine)) {
            in(office.kiosk("k2", MEETING), "hall", "c", "chiba", "12:58").syncs(office);

            serverStarts(office);

            assertThat(counts(office)).isEqualTo(Map.of("a", new Count(2, 2), "c", new Count(1, 0)));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void creditsThatDoNotFollowAnyMoreAreTakenBackAndTheAuditTrailSaysSo(Engine engine) {
        try (Office office = before20(engine)) {
            office.storage().change(handle -> handle.execute("UPDATE session_rule SET minimum_stay = 600"));

            serverStarts(office);
            serverStarts(office);

            assertThat(office.ledger("abe")).containsExactlyInAnyOrder(line("a", 100), line("a", -100));
            assertThat(audited(office))
                    .containsExactly(
                            "sessions of jsh annual-88: session credits changed: 2 after upgrade of the server");
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedBooksStayAsTheyAre(Engine engine) {
        try (Office office = before20(engine)) {
            office.storage().change(handle -> {
                handle.execute("UPDATE meeting SET status = 'settled'");
                handle.execute("UPDATE session_rule SET minimum_stay = 600");
            });

            serverStarts(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(counts(office)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void roomsAreSpelledAsTheyAreNowWhereverTheyAreKept(Engine engine) {
        try (Office office = before20(engine, TYPED)) {
            serverStarts(office);

            assertThat(rooms(office)).containsExactlyInAnyOrder("第1会場", "annex");
            assertThat(counts(office)).isEqualTo(Map.of("a", new Count(2, 2)));
            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.ledger("baba")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void importOfTheAgendaBeforeTheServerStartsTakesNothingAway(Engine engine) {
        try (Office office = before20(engine, TYPED)) {
            office.storage()
                    .change(handle -> handle.execute("UPDATE session SET room = ? WHERE room = ?", "第1会場", TYPED));

            office.replays("import of sessions");

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            office.assertSound(MEETING);
        }
    }

    private static List<String> rooms(Office office) {
        return office.storage()
                .read(handle -> handle.createQuery("SELECT room FROM session UNION SELECT room FROM kiosk_door"
                                + " UNION SELECT room FROM enrolment_door UNION SELECT room FROM session_touch")
                        .mapTo(String.class)
                        .list());
    }

    @ParameterizedTest
    @EnumSource
    void whatKiosksWroteOfARoomAsItWasTypedCountsInTheRoomAsItIsSpelled(Engine engine) {
        try (Office office = DoorMeeting.office(Databases.open(engine, folder), "abe", "baba")) {
            roomIs(office, TYPED);
            in(office.kiosk("k1", MEETING), TYPED, "a", "abe", "09:58").syncs(office);
            office.replays("import of sessions");
            office.assertSound(MEETING);
            serverStarts(office);
            office.assertSound(MEETING);

            VirtualKiosk late = out(office.kiosk("k2", MEETING), TYPED, "a", "abe", "11:05");
            DoorMeeting.byHand(
                            late.at(DoorMeeting.jst("12:58"), unread(late)),
                            "第1会場",
                            "c",
                            Direction.IN,
                            "baba",
                            "13:30",
                            Optional.of(2L),
                            "photo-id")
                    .syncs(office);

            assertThat(office.ledger("abe")).containsExactly(line("a", 100));
            assertThat(office.ledger("baba")).containsExactly(line("c", 100));
            office.assertSound(MEETING);
        }
    }

    /** A card that nobody knows, at the door by its old name. */
    private static JournalEvent.Scan unread(VirtualKiosk kiosk) {
        return DoorMeeting.atDoor(kiosk.touch("stranger"), TYPED, "c", Direction.IN);
    }

    @ParameterizedTest
    @EnumSource
    void aSettledMeetingIsSoundWhateverItsRoomsWereTypedAs(Engine engine) {
        try (Office office = DoorMeeting.office(Databases.open(engine, folder), "abe")) {
            in(office.kiosk("k1", MEETING), TYPED, "c", "abe", "12:58").syncs(office);
            roomIs(office, TYPED);
            office.replays("import of sessions");
            office.storage().change(handle -> {
                handle.execute("UPDATE session_touch SET room = ?", TYPED);
                handle.execute("UPDATE meeting SET status = 'settled'");
            });

            serverStarts(office);

            assertThat(office.ledger("abe")).containsExactly(line("c", 100));
            office.assertSound(MEETING);
        }
    }

    /**
     * An office whose earlier build kept abe's way in twice: as it was touched, and as it was carried over, an hour later by another
     * clock. By that abe seems to have gone out too.
     */
    private static Office keptTwice(Storage storage) {
        Office office = DoorMeeting.office(storage, "abe", "baba", "chiba");
        VirtualKiosk original = in(office.kiosk("k1", MEETING), "hall", "a", "abe", "09:58");
        VirtualKiosk copy = original.begunAnew("2026-10-16T10:20");
        copy.clockIsOffBy(Duration.ofHours(-1));
        copy.carries(original).syncs(office);
        original.syncs(office);
        office.storage()
                .change(handle -> handle.execute(
                        "INSERT INTO session_touch SELECT society, meeting, member, journal, seq, 'hall', 'a', 'in',"
                                + " tapped_at, 0 FROM decision WHERE kind = 'TOUCHED' AND journal = ?",
                        copy.journal()));
        in(office.kiosk("k2", MEETING), "hall", "c", "abe", "12:58").syncs(office);
        assertThat(office.ledger("abe")).containsExactlyInAnyOrder(line("a", 100), line("c", 100));
        return office;
    }

    private static void assertOneCounts(Office office) {
        assertThat(office.ledger("abe")).containsExactlyInAnyOrder(line("a", 100), line("c", 100), line("a", -100));
        assertThat(counts(office)).isEqualTo(Map.of("a", new Count(1, 0), "c", new Count(1, 0)));
        office.assertSound(MEETING);
    }

    @ParameterizedTest
    @EnumSource
    void touchThatWasKeptTwiceCountsOnceOnceTheServerStarted(Engine engine) {
        Optional<String> url = Databases.url(engine);
        try (Office office = keptTwice(Storage.open(folder, url, random))) {
            office.storage().change(EarlierBuildsTest::backTo19);
            Storage.open(folder, url, random).close();

            serverStarts(office);

            assertOneCounts(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void touchThatWasKeptTwiceCountsOnceAfterAnImport(Engine engine) {
        try (Office office = keptTwice(Databases.open(engine, folder))) {
            office.replays("import of cards");

            assertOneCounts(office);
        }
    }

    @ParameterizedTest
    @EnumSource
    void verifyTellsWhatNoServerHasBroughtUpToDate(Engine engine) {
        try (Office office = before20(engine)) {
            assertThat(Verification.of(office.storage(), Clock.systemUTC()).differences())
                    .hasSize(2);
        }
    }
}
