package org.uketsuke.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.uketsuke.protocol.PassRefusal;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.protocol.Wire;
import org.uketsuke.server.adjudicate.Facts;

final class FactsTextTest {
    private static final Facts BARE = Facts.bare(7, true, Optional.empty());
    private static final Facts.Member NOBODY_SPECIAL = new Facts.Member("m \"1\"\\ 髙", "active", List.of());
    private static final Facts.Member SPECIALIST = new Facts.Member(
            "m-2",
            "leave",
            List.of(
                    new Facts.Qualification(
                            "q-1",
                            "specialist",
                            List.of(
                                    new Facts.Term(LocalDate.of(2019, 4, 1), LocalDate.of(2024, 3, 31)),
                                    new Facts.Term(LocalDate.of(2024, 4, 1), LocalDate.of(2029, 3, 31))),
                            true),
                    new Facts.Qualification("q-2", "instructor", List.of(), false)));

    static List<Facts> facts() {
        return List.of(
                BARE,
                Facts.bare(Long.MAX_VALUE, false, Optional.of(-86_400_000L)),
                Facts.bare(3, Facts.Trust.UNSIGNED, Optional.empty()),
                BARE.asVoidable(),
                BARE.asCarriedOver().withMember(Optional.of(NOBODY_SPECIAL)),
                BARE.withPass(Optional.of(new Facts.Pass(3, 2)), Optional.empty(), Optional.of(SPECIALIST)),
                BARE.withPass(Optional.empty(), Optional.of(PassRefusal.NOT_YET), Optional.empty()),
                BARE.withPass(Optional.empty(), Optional.empty(), Optional.of(SPECIALIST)),
                BARE.withLent(Optional.of(new Facts.Lent(Optional.empty(), false)), Optional.empty()),
                BARE.withLent(
                        Optional.of(new Facts.Lent(Optional.of(SPECIALIST.id()), true)), Optional.of(SPECIALIST)));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void isLetterForLetterWhatTheWireWrites(Facts facts) {
        assertThat(FactsText.of(facts)).isEqualTo(Wire.write(facts));
        assertThat(Wire.read(FactsText.of(facts), Facts.class)).isEqualTo(facts);
    }

    @ParameterizedTest
    @EnumSource
    void soForEveryStatusOfACard(CardStatus status) {
        Facts facts = BARE.withCard(
                Optional.of(new Facts.Card(
                        "c-1", LocalDate.of(2029, 3, 31), status, Instant.parse("2026-05-21T00:00:00.123Z"))),
                Optional.of(SPECIALIST));

        assertThat(FactsText.of(facts)).isEqualTo(Wire.write(facts));
    }
}
