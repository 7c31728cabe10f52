package org.uketsuke.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.uketsuke.server.adjudicate.MeetingFacts;
import org.uketsuke.server.adjudicate.SessionFacts;
import org.uketsuke.server.storage.ContentId;

final class AgendaIdsTest {
    private static final Instant MORNING = Instant.parse("2026-10-16T00:00:00Z");

    private final AgendaIds ids = new AgendaIds();

    private static List<SessionFacts> agenda(int sessions, String room) {
        return IntStream.range(0, sessions)
                .mapToObj(i -> new SessionFacts(
                        "s-" + i,
                        "common",
                        room,
                        MORNING.plus(Duration.ofHours(i)),
                        MORNING.plus(Duration.ofHours(i + 1L)),
                        LocalDate.parse("2026-10-16"),
                        2026,
                        Optional.empty(),
                        Map.of("specialist", new MeetingFacts.Rule("JSH-S-COM", 100))))
                .toList();
    }

    @Test
    void idIsThatOfTheAgendaAsItIsNow() {
        String before = ids.of("jsh", "annual-88", agenda(3, "hall"));
        String changed = ids.of("jsh", "annual-88", agenda(3, "annex"));

        assertThat(before).isEqualTo(ContentId.of(SessionJudgedStore.text(agenda(3, "hall"))));
        assertThat(changed).isEqualTo(ContentId.of(SessionJudgedStore.text(agenda(3, "annex"))));
        assertThat(ids.of("jsh", "annual-88", agenda(3, "hall"))).isEqualTo(before);
        assertThat(ids.of("jsh", "other", agenda(3, "annex"))).isEqualTo(changed);
    }

    @Test
    void agendaThatStaysIsNotWrittenOutAgain() {
        ids.of("jsh", "annual-88", agenda(10, "hall"));
        List<SessionFacts> one = agenda(1_000, "hall");
        List<SessionFacts> again = agenda(1_000, "hall");

        long first = bytes(() -> ids.of("jsh", "annual-88", one));
        long second = bytes(() -> ids.of("jsh", "annual-88", again));

        assertThat((double) second / first).isLessThan(0.05);
    }

    /** What the work takes of memory: unlike its time, the same under any load. */
    private static long bytes(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
