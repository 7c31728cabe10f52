package org.uketsuke.kiosk.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compact memory of registrations, beside maps that say the same plainly. */
final class RegistrationsTest {
    private static final Instant NINE = Instant.parse("2026-11-23T00:00:00Z");
    private static final int MEMBERS = 20;
    private static final int ENTRIES = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void saysWhatPlainMapsSay(long seed) {
        Random random = new Random(seed);
        Registrations<String> compact = new Registrations<>();
        Map<String, TreeMap<Long, Instant>> plain = new HashMap<>();
        Map<Long, String> members = new HashMap<>();

        for (long seq = 1; seq <= ENTRIES; seq++) {
            String member = "m" + random.nextInt(MEMBERS);
            Instant at = NINE.plusMillis(random.nextInt(1_000_000));
            if (random.nextInt(3) == 0) {
                long voided = 1 + random.nextInt((int) seq);
                String cancelled = members.remove(voided);
                Optional<Instant> was = cancelled == null
                        ? Optional.empty()
                        : Optional.ofNullable(
                                plain.getOrDefault(cancelled, new TreeMap<>()).remove(voided));
                assertThat(compact.cancel(voided))
                        .as("void %d, seed %d", voided, seed)
                        .isEqualTo(was);
            } else {
                members.put(seq, member);
                plain.computeIfAbsent(member, key -> new TreeMap<>()).put(seq, at);
                assertThat(compact.register(seq, member, at)).isTrue();
                assertThat(compact.register(seq, "other", at)).isFalse();
            }
        }

        for (int i = 0; i < MEMBERS; i++) {
            TreeMap<Long, Instant> expected = plain.getOrDefault("m" + i, new TreeMap<>());
            Optional<Instant> first = expected.isEmpty()
                    ? Optional.empty()
                    : Optional.of(expected.firstEntry().getValue());
            assertThat(compact.firstAt("m" + i)).as("seed %d", seed).isEqualTo(first);
            assertThat(compact.entriesOf("m" + i)).isEqualTo(List.copyOf(expected.keySet()));
        }
    }
}
