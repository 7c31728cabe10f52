package org.uketsuke.server.society;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.SmallAgenda;
import org.uketsuke.server.SmallSociety;
import org.uketsuke.server.society.Societies.Change;
import org.uketsuke.server.society.Societies.Imported;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class SocietiesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-21T00:00:00Z"), ZoneOffset.UTC);
    private static final String JSH = SocietyPolicy.shipped("jsh").orElseThrow();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aPolicyComesBackAsItWasImported(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Imported imported = new Societies(storage, CLOCK).importPolicy("jsh.toml", JSH, false);

            assertThat(imported).isEqualTo(new Imported.Done("jsh", Change.NEW));
            SocietyPolicy policy = ((PolicyReading.Sound) PolicyReading.of("jsh.toml", JSH)).policy();
            storage.read(handle -> {
                SocietyStore store = new SocietyStore(handle);
                assertThat(store.rules("jsh").rules())
                        .containsExactlyInAnyOrderElementsOf(policy.rules().rules());
                assertThat(store.find("jsh")).get().satisfies(society -> {
                    assertThat(society.name()).isEqualTo(policy.name());
                    assertThat(society.zone()).isEqualTo(policy.zone());
                    assertThat(society.fiscalYearStart()).isEqualTo(policy.fiscalYearStart());
                    assertThat(society.cardMedia()).isEqualTo(policy.cardMedia());
                    assertThat(society.unknownCards()).isEqualTo(UnknownCards.RECORD);
                });
                return true;
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSamePolicyAgainChangesNothing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Societies societies = new Societies(storage, CLOCK);
            societies.importPolicy("jsh.toml", JSH, false);
            Society before = society(storage);

            Imported again = societies.importPolicy("jsh.toml", JSH, false);

            assertThat(again).isEqualTo(new Imported.Done("jsh", Change.UNCHANGED));
            assertThat(society(storage)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewPolicyReplacesTheOldAndCountsAsChange(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Societies societies = new Societies(storage, CLOCK);
            societies.importPolicy("jsh.toml", JSH, false);
            long before = society(storage).changeCount();

            Imported again = societies.importPolicy(
                    "jsh.toml", JSH.replace("unknown_cards = \"record\"", "unknown_cards = \"count\""), false);

            assertThat(again).isEqualTo(new Imported.Done("jsh", Change.UPDATED));
            assertThat(society(storage).unknownCards()).isEqualTo(UnknownCards.COUNT);
            assertThat(society(storage).changeCount()).isEqualTo(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunWritesNothing(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Imported imported = new Societies(storage, CLOCK).importPolicy("jsh.toml", JSH, true);

            assertThat(imported).isEqualTo(new Imported.Done("jsh", Change.NEW));
            assertThat(all(storage)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNumberInPassesStaysWithItsSociety(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            Societies societies = new Societies(storage, CLOCK);
            societies.importPolicy("jsh.toml", JSH, false);

            Imported renumbered = societies.importPolicy("jsh.toml", JSH.replace("number = 1 ", "number = 2 "), false);
            Imported other =
                    societies.importPolicy("other.toml", JSH.replace("code = \"jsh\"", "code = \"jcs\""), false);

            assertThat(renumbered).isInstanceOf(Imported.Refused.class);
            assertThat(other).isInstanceOf(Imported.Refused.class);
            assertThat(all(storage)).hasSize(1);
        }
    }

    private static List<Society> all(Storage storage) {
        return storage.read(handle -> new SocietyStore(handle).all());
    }

    private static Society society(Storage storage) {
        return storage.read(handle -> new SocietyStore(handle).find("jsh").orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void aPlannedSessionKeepsARuleUntilItsMeetingIsSettled(Engine engine) {
        String moved = SmallAgenda.POLICY.replace("valid_from = \"2020-04-01\"", "valid_from = \"2026-11-23\"");
        String changed = SmallAgenda.POLICY.replace("minimum_stay_minutes = 50", "minimum_stay_minutes = 40");
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            SmallAgenda.into(storage);
            Societies societies = new Societies(storage, CLOCK);

            assertThat(societies.importPolicy("jsh.toml", moved, true))
                    .isInstanceOfSatisfying(
                            Imported.Refused.class,
                            refused -> assertThat(refused.problems())
                                    .hasSize(4)
                                    .first()
                                    .satisfies(problem -> assertThat(problem.reason())
                                            .contains("session c-1 of meeting tokai-9 is of class common")
                                            .contains("2026-11-22 any more: keep one")));
            assertThat(societies.importPolicy("jsh.toml", changed, false))
                    .isEqualTo(new Imported.Done("jsh", Change.UPDATED));
            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(societies.importPolicy("jsh.toml", moved, false))
                    .isEqualTo(new Imported.Done("jsh", Change.UPDATED));
        }
    }
}
