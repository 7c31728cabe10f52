package org.uketsuke.kiosk.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.uketsuke.kiosk.DutySettings;
import org.uketsuke.kiosk.Kiosk;
import org.uketsuke.kiosk.KioskSettings;
import org.uketsuke.kiosk.bench.Chromium;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.bench.Times;
import org.uketsuke.kiosk.journal.JournalDamaged;
import org.uketsuke.kiosk.reader.SampleReader;
import tools.jackson.databind.JsonNode;

/**
 * {@code kiosk bench page}: from the card held to a reader to the result before the person's eyes. All of it is what a booth
 * runs, the journal's syncs and a real Chromium included; only PC/SC is replaced, by a {@link SampleReader}.
 */
final class PageBench {
    /** Touches that are not measured, before those that are. */
    static final int WARM_UP_TOUCHES = 10;

    private static final int GOAL_P95_MILLIS = 200;
    private static final String EXPECTED_FACE = "REGISTERED";
    private static final int CLOCK_ROUNDS = 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Settles when the page has its words and has heard from its kiosk. */
    private static final String READY = """
            new Promise((resolve) => {
              const look = () => document.body?.dataset.ready === "true"
                  && document.getElementById("meeting").textContent.includes("見本") ? resolve(true) : setTimeout(look, 20);
              look();
            })
            """;

    /**
     * Notes every result when the frame that shows it has been drawn: a task that is queued while a frame is prepared runs
     * right after it. {@code shown(n)} promises the n-th result.
     */
    private static final String WATCH = """
            (() => {
              const results = [];
              let told = () => {};
              new MutationObserver(() => {
                const face = document.body.dataset.face;
                if (face === "IDLE" || face === "READING") return;
                requestAnimationFrame(() => setTimeout(() => {
                  results.push({ face, at: performance.now() });
                  told();
                }));
              }).observe(document.body, { attributes: true, attributeFilter: ["data-face"] });
              window.shown = (n) => new Promise((resolve) => {
                told = () => { if (results.length > n) resolve(results[n]); };
                told();
              });
              return document.visibilityState;
            })()
            """;

    private final Path folder;
    private final int members;
    private final Path browser;
    private final Surroundings surroundings;
    private final LongSupplier nanoTime;

    /**
     * A run.
     *
     * @param folder an empty folder on the disk to measure
     * @param members size of the roster; one is touched only once
     * @param browser a Chromium's program
     * @param surroundings clocks, randomness, and where to print
     */
    PageBench(Path folder, int members, Path browser, Surroundings surroundings) {
        this.folder = folder;
        this.members = members;
        this.browser = browser;
        this.surroundings = surroundings;
        this.nanoTime = surroundings.nanoTime();
    }

    /** Touches so many times and prints what it took; ends all that it started, also when it fails. */
    void run(int touches) throws IOException, JournalDamaged, InterruptedException {
        SecureRandom random = surroundings.random();
        Path data = SampleBooth.enrol(folder, members, surroundings.clock().instant(), random);
        SampleReader reader = new SampleReader();
        try (Chromium chromium = Chromium.start(browser, folder, nanoTime);
                Kiosk kiosk = Kiosk.start(settings(data), reader, surroundings.clock(), nanoTime, random)) {
            chromium.open(kiosk.screenUrl());
            chromium.run(READY);
            if (!chromium.run(WATCH).asString().equals("visible")) {
                throw new IllegalStateException("The browser hides the page, and draws nothing of it");
            }
            PageClock clock = PageClock.compare(chromium, nanoTime);
            Times times = new Times();
            for (int touch = 0; touch < WARM_UP_TOUCHES + touches; touch++) {
                long nanos = touch(touch, chromium, reader, clock);
                if (touch >= WARM_UP_TOUCHES) {
                    times.add(nanos);
                }
            }
            print(times, chromium.version(), clock);
        }
    }

    private long touch(int member, Chromium chromium, SampleReader reader, PageClock clock)
            throws InterruptedException {
        if (!reader.awaitsCardWithin(PATIENCE)) {
            throw new IllegalStateException(
                    "The kiosk did not wait for a card within " + PATIENCE.toSeconds() + " s, before touch " + member);
        }
        CompletableFuture<JsonNode> shown = chromium.begin("shown(" + member + ")");
        long presented = nanoTime.getAsLong();
        reader.hold(SampleRoster.card(member).text());
        JsonNode result = chromium.value(shown);
        reader.take();
        String face = result.path("face").asString();
        if (!face.equals(EXPECTED_FACE)) {
            throw new IllegalStateException("Touch " + member + " was answered with " + face + " on the page, not with "
                    + EXPECTED_FACE + ": what was measured would be something else");
        }
        return clock.nanoTimeAt(result.path("at").asDouble()) - presented;
    }

    private static KioskSettings settings(Path data) {
        return new KioskSettings(
                data,
                0,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                DutySettings.none(),
                "bench");
    }

    private void print(Times times, String version, PageClock clock) {
        surroundings
                .out()
                .println("roster of " + members + " members, " + version + ", no server; "
                        + String.format(Locale.ROOT, "the page's clock is known to %.2f ms", clock.errorMillis()));
        surroundings.out().println(times.waitingLine("card presented to result painted", GOAL_P95_MILLIS));
        surroundings
                .out()
                .println(
                        "begins at the reader loop: pcscd, the reader and the air are not in it (CardToPageTest has pcscd)");
    }

    /**
     * How the page's clock stands to this program's: both run evenly, so that one comparison holds for the whole run.
     *
     * @param offsetNanos this program's clock minus the page's
     * @param errorMillis the most that the offset can be wrong by
     */
    private record PageClock(long offsetNanos, double errorMillis) {
        /** Asks the page for its time; the quickest answer of several is the most exact. */
        static PageClock compare(Chromium chromium, LongSupplier nanoTime) {
            long quickest = Long.MAX_VALUE;
            long offset = 0;
            for (int round = 0; round < CLOCK_ROUNDS; round++) {
                long asked = nanoTime.getAsLong();
                double millis = chromium.run("performance.now()").asDouble();
                long took = nanoTime.getAsLong() - asked;
                if (took < quickest) {
                    quickest = took;
                    offset = asked + took / 2 - Math.round(millis * NANOS_PER_MILLI);
                }
            }
            return new PageClock(offset, quickest / 2 / NANOS_PER_MILLI);
        }

        /** This program's time at a time of the page. */
        long nanoTimeAt(double pageMillis) {
            return offsetNanos + Math.round(pageMillis * NANOS_PER_MILLI);
        }
    }
}
