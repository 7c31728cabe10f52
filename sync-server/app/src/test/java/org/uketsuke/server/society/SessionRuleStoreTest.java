package org.uketsuke.server.society;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.credit.Credits;
import org.uketsuke.server.credit.SessionRule;
import org.uketsuke.server.credit.SessionRules;
import org.uketsuke.server.credit.Validity;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class SessionRuleStoreTest {
    private static final Validity UNTIL_MARCH =
            new Validity(LocalDate.parse("2020-04-01"), LocalDate.parse("2026-03-31"));
    private static final Validity SINCE_APRIL = new Validity(LocalDate.parse("2026-04-01"), Validity.OPEN_END);
    private static final SessionRule FULL = new SessionRule(
            "common",
            new Text("共通講習", "Common lecture"),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Optional.of(new SessionRule.Out(Duration.ofMinutes(0), Duration.ofMinutes(15))),
            Duration.ofMinutes(50),
            Optional.of(Credits.of("1.5")),
            Optional.of(Credits.whole(3)),
            UNTIL_MARCH);
    private static final SessionRule PLAIN = new SessionRule(
            "common",
            new Text("共通講習", "Common lecture"),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            SINCE_APRIL);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void rulesComeBackAsTheyWerePut(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(
                    handle -> new SessionRuleStore(handle).replace("jsh", new SessionRules(List.of(PLAIN, FULL))));

            SessionRules rules = storage.read(handle -> new SessionRuleStore(handle).rules("jsh"));

            assertThat(rules.rules()).containsExactly(FULL, PLAIN);
            assertThat(rules.ruleFor("common", LocalDate.parse("2026-03-31"))).contains(FULL);
            assertThat(rules.ruleFor("common", LocalDate.parse("2026-04-01"))).contains(PLAIN);
            assertThat(rules.ruleFor("common", LocalDate.parse("2020-03-31"))).isEmpty();
            assertThat(rules.ruleFor("specialty", LocalDate.parse("2026-04-01")))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void newRulesStandInPlaceOfTheOldOfThatSocietyOnly(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> {
                new SessionRuleStore(handle).replace("jsh", new SessionRules(List.of(PLAIN, FULL)));
                new SessionRuleStore(handle).replace("jcs", new SessionRules(List.of(FULL)));
            });

            storage.change(handle -> new SessionRuleStore(handle).replace("jsh", new SessionRules(List.of(PLAIN))));

            assertThat(storage.read(handle -> new SessionRuleStore(handle).rules("jsh"))
                            .rules())
                    .containsExactly(PLAIN);
            assertThat(storage.read(handle -> new SessionRuleStore(handle).rules("jcs"))
                            .rules())
                    .containsExactly(FULL);
        }
    }
}
