package org.uketsuke.server.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.ServerMark;
import org.uketsuke.server.imports.Office;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class RosterKeeperTest {
    private static final Instant NOW = Instant.parse("2026-05-20T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String YAMADA = "1001,山田,太郎,ヤマダ,タロウ,,,,,active";
    private static final String SOON = "tokai-9,第9回東海地方会,regional,2026-05-21,2026-05-21,,名古屋";
    private static final String LATER = "annual-88,第88回学術集会,annual,2026-10-16,2026-10-18,,横浜";

    @TempDir
    Path folder;

    private Office office(Storage storage) {
        Office office = Office.of(storage, folder, NOW);
        office.members(YAMADA);
        office.meetings(SOON, LATER);
        return office;
    }

    private Rosters rosters(Storage storage) {
        ServerKeys keys = ServerKeys.of(storage, new SecureRandom());
        return new Rosters(storage, folder.resolve("rosters"), keys.rosterSigner(), CLOCK);
    }

    private static long version(Storage storage, String meeting) {
        return storage.read(handle -> new RosterStore(handle, storage.dialect())
                .state("jsh", meeting)
                .filter(RosterStore.State::isCurrent)
                .map(RosterStore.State::version)
                .orElse(0L));
    }

    @ParameterizedTest
    @EnumSource
    void aMeetingThatBeginsSoonHasItsRosterAndCompressedSnapshotBeforeAKioskAsks(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            Rosters rosters = rosters(storage);

            new RosterKeeper(storage, rosters, CLOCK).look();

            assertThat(version(storage, "tokai-9")).isEqualTo(1);
            assertThat(version(storage, "annual-88")).isZero();
            Snapshots.Ready ready = rosters.announced("jsh", "tokai-9", 1).orElseThrow();
            assertThat(ready.compressed()).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodeForABoothMakesTheRosterOfAMeetingThatIsFarAway(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            RosterKeeper keeper = new RosterKeeper(storage, rosters(storage), CLOCK);
            keeper.look();
            storage.change(handle -> handle.execute(
                    "INSERT INTO enrolment_code (code_hash, society, meeting, booth, made_at, expires_at)"
                            + " VALUES ('h', 'jsh', 'annual-88', '1F', 0, ?)",
                    NOW.plusSeconds(60).toEpochMilli()));

            keeper.look();

            assertThat(version(storage, "annual-88")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileAnImportGoesOnItWaits(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            RosterKeeper keeper = new RosterKeeper(storage, rosters(storage), CLOCK);
            keeper.look();
            office.members("1002,鈴木,花子,スズキ,ハナコ,,,,,active");

            keeper.look();
            long during = version(storage, "tokai-9");
            keeper.look();

            assertThat(during).isZero();
            assertThat(version(storage, "tokai-9")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMeetingThatIsSettledIsLeftAlone(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            office(storage);
            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));

            new RosterKeeper(storage, rosters(storage), CLOCK).look();

            assertThat(version(storage, "tokai-9")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsNeverMadeFromBooksThatHaveLeftItsVersionBehind(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            Office office = office(storage);
            Rosters rosters = rosters(storage);
            rosters.prepare("jsh", "tokai-9");
            Path first = rosters.snapshotFile("jsh", "tokai-9", 1).orElseThrow();
            Files.delete(first);
            office.members("1002,鈴木,花子,スズキ,ハナコ,,,,,active");

            Optional<Path> again = rosters.snapshotFile("jsh", "tokai-9", 1);
            long next = rosters.answer("jsh", "tokai-9", 0, new ServerMark(NOW, "e"))
                    .version();

            assertThat(again).isEmpty();
            assertThat(next).isEqualTo(2);
            assertThat(rosters.snapshotFile("jsh", "tokai-9", 2)).isPresent();
        }
    }
}
