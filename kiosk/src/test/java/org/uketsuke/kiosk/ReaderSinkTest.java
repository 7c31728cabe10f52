package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.uketsuke.kiosk.scan.Feedback;
import org.uketsuke.kiosk.scan.Scan;
import org.uketsuke.kiosk.scan.ScanSink;
import org.uketsuke.kiosk.screen.Display;
import org.uketsuke.kiosk.screen.Result;

class ReaderSinkTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void theScreenHearsOfACardThatIsBeingReadAndTheReceptionDecides() {
        Display screen = new Display() {
            @Override
            public void show(Result result) {
                told.add("result");
            }

            @Override
            public void reading() {
                told.add("reading");
            }

            @Override
            public void readingEnded() {
                told.add("ended");
            }
        };
        ReaderSink sink = new ReaderSink(
                scan -> {
                    told.add("scan");
                    return Feedback.ACCEPT;
                },
                screen);

        sink.reading();
        Feedback feedback = sink.accept(new Scan.Text("A", "reader"));
        sink.readingEnded();

        assertThat(feedback).isEqualTo(Feedback.ACCEPT);
        assertThat(told).containsExactly("reading", "scan", "ended");
    }

    @Test
    void whetherAScanWasRecordedIsPassedOn() {
        ScanSink full = new ScanSink() {
            @Override
            public Feedback accept(Scan scan) {
                return Feedback.REJECT;
            }

            @Override
            public Taken take(Scan scan) {
                return new Taken(Feedback.REJECT, false);
            }
        };

        assertThat(new ReaderSink(full, result -> {})
                        .take(new Scan.Text("A", "reader"))
                        .recorded())
                .isFalse();
    }
}
