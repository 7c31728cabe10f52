package org.uketsuke.server.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.protocol.RosterMessages.CardStatus;
import org.uketsuke.server.adjudicate.ExceptionKind;
import org.uketsuke.server.ingest.DecisionRow;
import org.uketsuke.server.member.MemberStatus;
import org.uketsuke.server.reconcile.BalanceSheet;

/** Nothing that is stored reaches a page as a program's constant. */
final class WordsTest {
    private static void assertSaid(Text words, String stored) {
        assertThat(words.ja()).isNotEmpty().isNotEqualTo(stored);
        assertThat(words.en()).isNotEmpty().isNotEqualTo(stored).isNotEqualTo(words.ja());
    }

    @ParameterizedTest
    @EnumSource
    void everyStateOfAMemberHasItsWords(MemberStatus status) {
        assertSaid(Words.member(status.word()), status.word());
    }

    @Test
    void theStatesOfAMemberAreToldApart() {
        assertThat(Words.member("active")).isEqualTo(new Text("在籍", "Active"));
        assertThat(Words.member("leave")).isEqualTo(new Text("休会", "On leave"));
        assertThat(Words.member("withdrawn")).isEqualTo(new Text("退会", "Left"));
        assertThat(Words.member("deceased")).isEqualTo(new Text("物故", "Deceased"));
        assertThat(Words.member("emeritus")).isEqualTo(new Text("emeritus", "emeritus"));
    }

    @ParameterizedTest
    @EnumSource
    void everyExceptionHasItsWordsAndItsNumber(ExceptionKind kind) {
        assertSaid(Words.exception(kind.name()), kind.name());
        assertThat(Words.exceptionCode(kind.name())).isEqualTo(kind.code());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CARD_PREV_TERM", "DUP_TAP"})
    void everyExceptionThatCanWaitSaysWhatToDo(ExceptionKind kind) {
        assertSaid(Words.advice(kind.name()), kind.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyDecisionHasItsWords(DecisionRow.Kind kind) {
        assertSaid(Words.decision(kind.name()), kind.name());
    }

    @ParameterizedTest
    @EnumSource
    void everyReportHasItsWords(BalanceSheet.Report report) {
        assertSaid(Words.report(report.name()), report.name());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNISED")
    void everyStateOfACardHasItsWords(CardStatus status) {
        String stored = status.name().toLowerCase(Locale.ROOT);

        assertSaid(Words.card(stored), stored);
    }
}
