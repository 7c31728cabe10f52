package org.uketsuke.kiosk.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.reader.ReaderTrouble.Kind;

/** Calls that hang are given up; what they return afterwards does not count. */
class CallWatchTest {
    private static final long MILLI = 1_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final CallWatch watch = new CallWatch(now::get);

    @Test
    void callInTimeReturnsItsResult() throws ReaderTrouble {
        assertThat(watch.<String>within(100, () -> "result")).isEqualTo("result");
        assertThat(watch.abandonIfOverdue(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void overdueCallIsGivenUpOnceAndItsResultIsLost() {
        assertThatThrownBy(() -> watch.within(100, () -> {
                    assertThat(watch.abandonIfOverdue(100 * MILLI)).isFalse();
                    assertThat(watch.abandonIfOverdue(101 * MILLI)).isTrue();
                    assertThat(watch.abandonIfOverdue(102 * MILLI)).isFalse();
                    return "too late";
                }))
                .isInstanceOf(CallWatch.Abandoned.class);
        assertThat(watch.abandoned()).isTrue();
    }

    @Test
    void abandonedThreadCanCallNothingMore() {
        assertThatThrownBy(() -> watch.within(100, () -> watch.abandonIfOverdue(200 * MILLI)))
                .isInstanceOf(CallWatch.Abandoned.class);

        assertThatThrownBy(() -> watch.within(100, () -> "again")).isInstanceOf(CallWatch.Abandoned.class);
    }

    @Test
    void troubleOfACallInTimePassesThrough() throws ReaderTrouble {
        assertThatThrownBy(() -> watch.within(100, () -> {
                    throw new ReaderTrouble(Kind.CARD, "pulled");
                }))
                .isInstanceOf(ReaderTrouble.class);

        assertThat(watch.<String>within(100, () -> "next")).isEqualTo("next");
    }

    @Test
    void troubleOfAnOverdueCallIsLostToo() {
        assertThatThrownBy(() -> watch.within(100, () -> {
                    watch.abandonIfOverdue(200 * MILLI);
                    throw new ReaderTrouble(Kind.CARD, "pulled");
                }))
                .isInstanceOf(CallWatch.Abandoned.class);
    }
}
