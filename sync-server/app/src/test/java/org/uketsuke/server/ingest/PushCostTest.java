package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;

/** What a push costs does not grow with what its meeting has had before: in steps of the database, which no load changes. */
final class PushCostTest {
    private static final String MEETING = "annual-88";
    private static final int STEPS_TOGETHER = 10;
    private static final int CROWD = 2_000;
    private static final double MORE_AT_MOST = 1.5;

    private final AtomicLong steps = new AtomicLong();

    @TempDir
    Path folder;

    private Office office;
    private VirtualKiosk crowded;
    private int specialists;

    @BeforeEach
    void open() {
        office = new Office(Databases.open(Engine.SQLITE, folder));
        office.meeting(MEETING, "annual", "2026-10-16", "2026-10-18");
        crowded = office.kiosk("k0", MEETING);
        office.storage().change(handle -> countSteps(handle.getConnection()));
    }

    private void countSteps(Connection pooled) {
        try {
            ProgressHandler.setHandler(pooled.unwrap(SQLiteConnection.class), STEPS_TOGETHER, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps.incrementAndGet();
                    return 0;
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void tapsOfUnknownCardsCostTheSameHoweverManyCasesAreOpen() {
        long first = push(kiosk -> kiosk.tap("first", "2026-10-16T09:00"));
        aCrowdOfUnknownCards();

        long later = push(kiosk -> kiosk.tap("later", "2026-10-16T11:00"));

        assertThat((double) later / first).isLessThan(MORE_AT_MOST);
    }

    @Test
    void tapsThatEarnCreditsCostTheSameHoweverManyCasesAreOpen() {
        String early = newSpecialist();
        String late = newSpecialist();
        long first = push(kiosk -> kiosk.tap(early, "2026-10-16T09:00"));
        aCrowdOfUnknownCards();

        long later = push(kiosk -> kiosk.tap(late, "2026-10-16T11:00"));

        assertThat((double) later / first).isLessThan(MORE_AT_MOST);
    }

    @Test
    void tapsThatEarnCreditsCostTheSameHoweverManyHaveThem() {
        String early = newSpecialist();
        long first = push(kiosk -> kiosk.tap(early, "2026-10-16T09:00"));
        IntStream.range(0, CROWD).forEach(i -> crowded.tap(newSpecialist(), "2026-10-16T10:00"));
        crowded.syncs(office);
        String late = newSpecialist();

        long later = push(kiosk -> kiosk.tap(late, "2026-10-16T11:00"));

        assertThat((double) later / first).isLessThan(MORE_AT_MOST);
    }

    @Test
    void aVoidCostsTheSameHoweverManyCasesAreOpen() {
        String early = newSpecialist();
        String late = newSpecialist();
        long first = push(kiosk -> kiosk.tap(early, "2026-10-16T09:00").cancels(1, "2026-10-16T09:01"));
        aCrowdOfUnknownCards();

        long later = push(kiosk -> kiosk.tap(late, "2026-10-16T11:00").cancels(1, "2026-10-16T11:01"));

        assertThat((double) later / first).isLessThan(MORE_AT_MOST);
    }

    @Test
    void touchesAtADoorCostTheSameHoweverManyHaveTouchedAndHoweverManyCasesAreOpen() {
        DoorMeeting.planSessions(office);
        String early = newSpecialist();
        long first = push(kiosk -> stay(kiosk, early));
        IntStream.range(0, CROWD / 2).forEach(i -> stay(crowded, newSpecialist()));
        crowded.syncs(office);
        aCrowdOfUnknownCards();
        String late = newSpecialist();

        long later = push(kiosk -> stay(kiosk, late));

        assertThat((double) later / first).isLessThan(MORE_AT_MOST);
        assertThat(office.credits(late)).isEqualTo(100);
    }

    @Test
    void agendaIsKeptOnceAsLongAsItStays() {
        DoorMeeting.planSessions(office);
        String early = newSpecialist();
        String late = newSpecialist();
        stay(office.kiosk("first", MEETING), early).syncs(office);
        office.storage()
                .change(handle -> handle.execute("CREATE TRIGGER again BEFORE INSERT ON session_facts"
                        + " BEGIN SELECT RAISE(ABORT, 'the agenda is kept already'); END"));

        stay(office.kiosk("second", MEETING), late).syncs(office);

        assertThat(office.credits(late)).isEqualTo(100);
        office.storage().change(handle -> {
            handle.execute("DROP TRIGGER again");
            handle.execute("UPDATE session SET room = 'cellar' WHERE id = 'b'");
        });
        stay(office.kiosk("third", MEETING), newSpecialist()).syncs(office);
        String kept = office.storage()
                .read(handle -> handle.createQuery("SELECT content FROM session_facts")
                        .mapTo(String.class)
                        .one());
        assertThat(kept).contains("cellar");
    }

    private static VirtualKiosk stay(VirtualKiosk kiosk, String specialist) {
        DoorMeeting.in(kiosk, "hall", "a", specialist, "09:58");
        return DoorMeeting.out(kiosk, "hall", "a", specialist, "11:05");
    }

    private void aCrowdOfUnknownCards() {
        IntStream.range(0, CROWD).forEach(i -> crowded.tap("nobody-" + i, "2026-10-16T10:00"));
        crowded.syncs(office);
        assertThat(office.open(MEETING)).hasSizeGreaterThanOrEqualTo(CROWD);
    }

    private String newSpecialist() {
        String id = "s" + specialists++;
        office.specialist(id);
        return id;
    }

    /** Steps of the push of a new kiosk's whole journal. */
    private long push(Consumer<VirtualKiosk> taps) {
        VirtualKiosk kiosk = office.kiosk("k" + (specialists + 1) + "-" + steps.get(), MEETING);
        taps.accept(kiosk);
        long before = steps.get();
        kiosk.syncs(office);
        return steps.get() - before;
    }
}
