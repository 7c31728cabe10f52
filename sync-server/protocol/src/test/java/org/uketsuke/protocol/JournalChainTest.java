package org.uketsuke.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected values were computed apart with {@code sha256sum}. */
final class JournalChainTest {
    private static final String JOURNAL = "0123456789abcdef0123456789abcdef";

    @Test
    void chainBeginsWithTheDomainAndTheJournalId() {
        assertThat(HexFormat.of().formatHex(JournalChain.first(JOURNAL)))
                .isEqualTo("76d44b327123b93909807df0cd1a378efef0aefde569e4d766bac1b06533078b");
    }

    @Test
    void entryIsChainedByItsUtf8Bytes() {
        byte[] hash = JournalChain.next(JournalChain.first(JOURNAL), "{\"seq\":1,\"name\":\"髙\"}");

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("3fabecf328cd7a4ce95f6c1917059b8700ce8789c998a131a98b30ab43853e5b");
    }

    @Test
    void headStatementBindsJournalSeqAndHash() {
        assertThat(new String(JournalChain.headStatement(JOURNAL, 58, "ab"), StandardCharsets.UTF_8))
                .isEqualTo("uketsuke-head-v1\n" + JOURNAL + "\n58\nab");
    }
}
