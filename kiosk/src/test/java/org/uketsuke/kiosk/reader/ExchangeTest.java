package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands and whole answers, over a card that answers in pieces. */
class ExchangeTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final List<String> sent = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();

    private Answer send(boolean t0, String command) throws ReaderTrouble {
        Exchange exchange = new Exchange(
                bytes -> {
                    sent.add(HEX.formatHex(bytes));
                    return HEX.parseHex(answers.remove());
                },
                t0);
        return exchange.send(HEX.parseHex(command));
    }

    @Test
    void plainAnswerIsTakenApart() throws ReaderTrouble {
        answers.add("0102039000");

        Answer answer = send(false, "FFCA000000");

        assertThat(answer.data()).containsExactly(1, 2, 3);
        assertThat(answer.statusWord()).isEqualTo(0x9000);
        assertThat(sent).containsExactly("FFCA000000");
    }

    @Test
    void heldBackDataIsFetchedPieceByPiece() throws ReaderTrouble {
        answers.addAll(List.of("6104", "AABBCCDD6102", "EEFF9000"));

        Answer answer = send(false, "00A4040002F00100");

        assertThat(HEX.formatHex(answer.data())).isEqualTo("AABBCCDDEEFF");
        assertThat(sent).containsExactly("00A4040002F00100", "00C0000004", "00C0000002");
    }

    @Test
    void getResponseKeepsTheClassOfTheCommand() throws ReaderTrouble {
        answers.addAll(List.of("6101", "AA9000"));

        send(false, "80CA000000");

        assertThat(sent).containsExactly("80CA000000", "80C0000001");
    }

    @Test
    void commandIsRepeatedWithTheLengthTheCardWants() throws ReaderTrouble {
        answers.addAll(List.of("6C03", "AABBCC9000"));

        Answer answer = send(false, "00B0000000");

        assertThat(HEX.formatHex(answer.data())).isEqualTo("AABBCC");
        assertThat(sent).containsExactly("00B0000000", "00B0000003");
    }

    @Test
    void onlyTheLastByteOfACommandWithDataIsReplaced() throws ReaderTrouble {
        answers.addAll(List.of("6C09", "AA9000"));

        send(false, "00CB3FFF035C010200");

        assertThat(sent).containsExactly("00CB3FFF035C010200", "00CB3FFF035C010209");
    }

    @Test
    void lengthIsAppendedNotOverwrittenWhereTheCommandHasNone() throws ReaderTrouble {
        answers.addAll(List.of("6C08", "AA9000"));

        send(false, "00DA000103AABBCC");

        assertThat(sent).containsExactly("00DA000103AABBCC", "00DA000103AABBCC08");
    }

    @Test
    void leDoesNotTravelWithDataOverT0() throws ReaderTrouble {
        answers.addAll(List.of("6102", "6F009000"));

        send(true, "00A4040002F00100");

        assertThat(sent).containsExactly("00A4040002F001", "00C0000002");
    }

    @Test
    void cardThatNeverEndsIsGivenUp() {
        for (int i = 0; i < 100; i++) {
            answers.add("6100");
        }

        assertThatThrownBy(() -> send(false, "00B0000000"))
                .isInstanceOf(ReaderTrouble.class)
                .hasMessageContaining("no end");
        assertThat(sent).hasSizeLessThan(20);
    }

    @Test
    void cardThatFloodsIsGivenUp() {
        for (int i = 0; i < 100; i++) {
            answers.add("00".repeat(4_000) + "6100");
        }

        assertThatThrownBy(() -> send(false, "00B0000000")).isInstanceOf(ReaderTrouble.class);
        assertThat(sent).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void answerTooShortForAStatusWordIsTrouble() {
        answers.add("90");

        assertThatThrownBy(() -> send(false, "00B0000000"))
                .isInstanceOf(ReaderTrouble.class)
                .hasMessageContaining("1 byte");
    }

    @Test
    void anyWayOfCuttingAnAnswerGivesTheSameData() throws ReaderTrouble {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] data = new byte[random.nextInt(200)];
            random.nextBytes(data);
            int position = 0;
            for (int piece = random.nextInt(10); piece > 0; piece--) {
                int next = position + random.nextInt(data.length - position + 1);
                answers.add(HEX.formatHex(Arrays.copyOfRange(data, position, next)) + "6110");
                position = next;
            }
            answers.add(HEX.formatHex(Arrays.copyOfRange(data, position, data.length)) + "9000");

            assertThat(send(false, "00B0000000").data()).as("seed %d", seed).isEqualTo(data);
        }
    }
}
