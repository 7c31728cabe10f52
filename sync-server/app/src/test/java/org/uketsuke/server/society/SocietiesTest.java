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
import org.uketsuke.server.programme.SessionStore;
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

    private static String without(String policy, String code, String line, String other) {
        int rule = policy.indexOf("code = \"" + code + "\"");
        int at = policy.indexOf(line, rule);
        assertThat(at).as(line).isPositive();
        return policy.substring(0, at) + other + policy.substring(at + line.length());
    }

    private static List<String> refusals(Societies societies, String policy, boolean dryRun) {
        return societies.importPolicy("jsh.toml", policy, dryRun) instanceof Imported.Refused refused
                ? refused.problems().stream().map(PolicyProblem::toString).toList()
                : List.of();
    }

    @ParameterizedTest
    @EnumSource
    void aPlannedSessionKeepsItsCreditsUntilItsMeetingIsSettled(Engine engine) {
        String begins = "valid_from = \"2020-04-01\"";
        String ended = without(SmallAgenda.POLICY, "JSH-S-common", begins, begins + "\nvalid_to = \"2026-11-21\"");
        String applied = without(SmallAgenda.POLICY, "JSH-S-common", "card = true", "card = false");
        String later = without(SmallAgenda.POLICY, "JSH-S-common", begins, begins + "\nvalid_to = \"2026-11-22\"");
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            SmallAgenda.into(storage);
            Societies societies = new Societies(storage, CLOCK);

            for (String bad : List.of(ended, applied)) {
                for (boolean dryRun : new boolean[] {true, false}) {
                    assertThat(refusals(societies, bad, dryRun))
                            .singleElement()
                            .asString()
                            .startsWith("jsh.toml: rule JSH-S-common: ")
                            .contains("sessions c-1, c-2 of meeting tokai-9")
                            .contains("in force on its credit date 2026-11-22")
                            .contains("let the rule that follows begin on 2026-11-22 or before")
                            .contains("take the sessions out of the agenda first");
                }
            }
            assertThat(refusals(societies, later, false)).isEmpty();
            SmallAgenda.policyInto(storage);
            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(refusals(societies, ended, false)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void datedChangeOfWhatASessionGivesIsTakenIn(Engine engine) {
        String begins = "valid_from = \"2020-04-01\"";
        String dated = without(SmallAgenda.POLICY, "JSH-S-common", begins, begins + "\nvalid_to = \"2026-10-31\"")
                + specialists("JSH-S-common", "1.5", "2026-11-01");
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            SmallAgenda.into(storage);
            touch(storage);
            Societies societies = new Societies(storage, CLOCK);

            assertThat(refusals(societies, dated, true)).isEmpty();
            assertThat(refusals(societies, dated, false)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void qualificationLosesWhatASessionGivesItOnlyBeforeAnybodyTouched(Engine engine) {
        String both = SmallAgenda.POLICY
                + specialists("JSH-I-common", "1", "2020-04-01").replace("\"specialist\"", "\"instructor\"");
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            SmallAgenda.into(storage);
            Societies societies = new Societies(storage, CLOCK);

            assertThat(refusals(societies, both, false)).isEmpty();
            assertThat(refusals(societies, SmallAgenda.POLICY, false)).isEmpty();
            assertThat(refusals(societies, both, false)).isEmpty();
            touch(storage);
            for (boolean dryRun : new boolean[] {true, false}) {
                assertThat(refusals(societies, SmallAgenda.POLICY, dryRun))
                        .singleElement()
                        .asString()
                        .startsWith("jsh.toml: rule JSH-I-common: ")
                        .contains("credits of instructor")
                        .contains("meeting tokai-9");
            }
        }
    }

    private static final String ROOM_4 = "第4会場";

    /** Two specialty lectures of room 4, with five minutes between them, beside the small agenda. */
    private static void room4(Storage storage) {
        SmallAgenda.into(storage);
        storage.change(handle -> {
            SessionStore sessions = new SessionStore(handle);
            sessions.put(SmallAgenda.session("r-1", "貧血", "Anaemia", "specialty", ROOM_4, "10:00", "10:20"));
            sessions.put(SmallAgenda.session("r-2", "血栓症", "Thrombosis", "specialty", ROOM_4, "10:25", "10:45"));
        });
    }

    private static String earlier(String policy, int minutes) {
        return policy.replace(
                "in_before_minutes = 10\nin_after_minutes = 15",
                "in_before_minutes = %d\nin_after_minutes = 15".formatted(minutes));
    }

    @ParameterizedTest
    @EnumSource
    void oneTouchBecomesTheWayInToTwoPlannedSessionsByNoPolicy(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            room4(storage);
            Societies societies = new Societies(storage, CLOCK);

            for (boolean dryRun : new boolean[] {true, false}) {
                assertThat(refusals(societies, earlier(SmallAgenda.POLICY, 20), dryRun))
                        .singleElement()
                        .asString()
                        .startsWith("jsh.toml: session_rule: ")
                        .contains("one touch from 10:05 to 10:15 would be the way in to both r-1 and r-2")
                        .contains("meeting tokai-9", ROOM_4);
            }
            assertThat(refusals(societies, earlier(SmallAgenda.POLICY, 9), false))
                    .isEmpty();
            storage.change(handle -> handle.execute("UPDATE meeting SET status = 'settled'"));
            assertThat(refusals(societies, earlier(SmallAgenda.POLICY, 20), false))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void agendaInWhichOneTouchWasTheWayInToTwoSessionsAlreadyStandsInTheWayOfNoPolicy(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            room4(storage);
            storage.change(
                    handle -> handle.execute("UPDATE session SET start_at = start_at - 600000 WHERE id = 'r-2'"));
            Societies societies = new Societies(storage, CLOCK);

            assertThat(refusals(societies, SmallAgenda.POLICY.replace("day_limit = 2", "day_limit = 3"), false))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPolicyAsksForAStayThatNobodyCanMakeAtAPlannedSession(Engine engine) {
        String longer = SmallAgenda.POLICY.replace("minimum_stay_minutes = 50", "minimum_stay_minutes = %d");
        try (Storage storage = Databases.open(engine, folder)) {
            SmallSociety.into(storage);
            SmallAgenda.into(storage);
            Societies societies = new Societies(storage, CLOCK);

            for (boolean dryRun : new boolean[] {true, false}) {
                assertThat(refusals(societies, longer.replace("%d", "81"), dryRun))
                        .hasSize(2)
                        .first()
                        .asString()
                        .startsWith("jsh.toml: session_rule: ")
                        .contains("nobody could stay the 81 minutes that class common asks for")
                        .contains("session c-1 of meeting tokai-9");
            }
            assertThat(refusals(societies, longer.replace("%d", "80"), false)).isEmpty();
            storage.change(handle -> handle.execute("UPDATE session SET end_at = end_at - 300000 WHERE id = 'c-1'"));
            assertThat(refusals(societies, longer.replace("%d", "79"), false))
                    .as("one that nobody could make before stands in the way of no policy")
                    .isEmpty();
        }
    }

    private static String specialists(String code, String credits, String from) {
        return """

                [[rule]]
                code = "%s"
                kind = "session"
                class = "common"
                qualification = "specialist"
                credits = %s
                card = true
                valid_from = "%s"
                title_ja = "共通講習"
                title_en = "Common lecture"
                """.formatted(code, credits, from);
    }

    private static void touch(Storage storage) {
        storage.change(handle -> handle.execute(
                "INSERT INTO session_touch (society, meeting, member, journal, seq, room, session, direction, at,"
                        + " by_hand) VALUES ('jsh', 'tokai-9', 'm1', 'j', 1, '第1会場', 'c-1', 'in', ?, 0)",
                SmallAgenda.at("09:58").toEpochMilli()));
    }
}
