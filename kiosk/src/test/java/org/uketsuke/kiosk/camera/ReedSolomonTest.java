package org.uketsuke.kiosk.camera;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.reedsolomon.GenericGF;
import com.google.zxing.common.reedsolomon.ReedSolomonEncoder;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks as another program encodes them, damaged at random. */
class ReedSolomonTest {
    private static final int DATA = 27;
    private static final int CORRECTIONS = 16;

    private final Random random = new Random(20_261_122);
    private final ReedSolomon reedSolomon = new ReedSolomon();

    @Test
    void wrongCodewordsCostTwoAndDoubtfulOnesOne() {
        for (int doubtful = 0; doubtful <= CORRECTIONS; doubtful++) {
            for (int wrong = 0; 2 * wrong + doubtful <= CORRECTIONS; wrong++) {
                int[] sent = block();
                List<Integer> places = places();
                int[] received = damaged(sent, places.subList(0, doubtful + wrong));

                boolean corrected = reedSolomon.correct(
                        received, CORRECTIONS, array(places.subList(0, doubtful)), doubtful, CORRECTIONS);

                assertThat(corrected)
                        .as("%d doubtful, %d wrong", doubtful, wrong)
                        .isTrue();
                assertThat(received).isEqualTo(sent);
            }
        }
    }

    @Test
    void doubtfulCodewordsMayBeRight() {
        int[] sent = block();
        List<Integer> places = places();
        int[] received = damaged(sent, places.subList(0, 5));

        assertThat(reedSolomon.correct(received, CORRECTIONS, array(places.subList(3, 7)), 4, CORRECTIONS))
                .isTrue();
        assertThat(received).isEqualTo(sent);
    }

    @Test
    void tooMuchDamageIsRefusedAndLeftAsItWas() {
        for (int i = 0; i < 200; i++) {
            int[] received = damaged(block(), places().subList(0, CORRECTIONS));
            int[] kept = received.clone();

            assertThat(reedSolomon.correct(received, CORRECTIONS, new int[0], 0, CORRECTIONS))
                    .isFalse();
            assertThat(received).isEqualTo(kept);
        }
    }

    @Test
    void costIsKeptSoThatAWrongBlockIsNoticed() {
        int[] sent = block();
        List<Integer> places = places().subList(0, 8);
        int[] received = damaged(sent, places);

        assertThat(reedSolomon.correct(received, CORRECTIONS, new int[0], 0, CORRECTIONS - 2))
                .isFalse();
        assertThat(reedSolomon.correct(received, CORRECTIONS, array(places), 8, CORRECTIONS - 8))
                .isTrue();
        assertThat(received).isEqualTo(sent);
    }

    private int[] block() {
        int[] block = new int[DATA + CORRECTIONS];
        for (int i = 0; i < DATA; i++) {
            block[i] = random.nextInt(256);
        }
        new ReedSolomonEncoder(GenericGF.QR_CODE_FIELD_256).encode(block, CORRECTIONS);
        return block;
    }

    private List<Integer> places() {
        List<Integer> places = IntStream.range(0, DATA + CORRECTIONS).boxed().collect(Collectors.toList());
        Collections.shuffle(places, random);
        return places;
    }

    private int[] damaged(int[] block, List<Integer> places) {
        int[] damaged = block.clone();
        places.forEach(place -> damaged[place] ^= 1 + random.nextInt(255));
        return damaged;
    }

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(place -> place).toArray();
    }
}
