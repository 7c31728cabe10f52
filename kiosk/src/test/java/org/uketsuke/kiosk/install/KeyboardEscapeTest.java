package org.uketsuke.kiosk.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.Peers;
import org.uketsuke.kiosk.health.PageWatch;
import org.uketsuke.kiosk.health.ServiceManager;
import org.uketsuke.kiosk.health.Vigil;
import org.uketsuke.kiosk.health.Vitals;
import org.uketsuke.kiosk.screen.BoothFixture;

/**
 * A visitor with a keyboard (SEC-11): Chromium in a window, as {@code kiosk install} sets it up, on the page of a real screen, looked
 * after as on a booth. Whatever is pressed, people see the kiosk's page and nothing else, and it reads codes; on the pages of staff as
 * on the public one.
 */
@EnabledOnOs(OS.LINUX)
final class KeyboardEscapeTest {
    private static final Duration BACK_WITHIN = Duration.ofSeconds(20);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    /** Beats come every two seconds: each key is looked after at once, and some together with the next beat. */
    private static final int KEYS_PER_BEAT = 3;

    /** Ten seconds of silence, less the time since the last beat. */
    private static final Duration SILENCE_MIN = Duration.ofSeconds(7);

    /** In groups of keys that are not neighbours in the list: what one opens, no other of its group closes. */
    private static final int STAFF_GROUPS = 6;

    private static final String TITLE = "単位登録受付";
    /** Desk, opening, closing; the second link of each leads to the next. */
    private static final List<String> STAFF_TITLES = List.of("係員席", "受付の開始", "受付の終了");

    private static final long CODE_MILLIS = 2_000;
    private static final long BEAT_MILLIS = 4_000;
    /** The page moves a hand when it opens; this long without news, and all that moves is known. */
    private static final Duration STILL = Duration.ofSeconds(3);

    /** As on INSTALL.md's checklist. */
    private static final List<String> KEYS = List.of(
            ("ctrl+t ctrl+n ctrl+shift+n ctrl+shift+t ctrl+Tab ctrl+1 ctrl+w ctrl+shift+w ctrl+F4 alt+F4 ctrl+q ctrl+shift+q"
                            + " ctrl+j ctrl+h ctrl+shift+o ctrl+d ctrl+shift+d ctrl+shift+b ctrl+o ctrl+s ctrl+p ctrl+shift+p"
                            + " ctrl+u ctrl+shift+Delete ctrl+shift+m ctrl+m F12 ctrl+shift+i ctrl+shift+j ctrl+shift+c"
                            + " shift+Escape Escape F1 F3 ctrl+f ctrl+g F7 ctrl+l ctrl+k ctrl+e F6 alt+d F10 alt+f alt+e"
                            + " shift+F10 Menu alt+Home XF86HomePage alt+Left XF86Back alt+Right BackSpace ctrl+r"
                            + " ctrl+shift+r F5 F11 ctrl+plus ctrl+minus ctrl+0 alt+space alt+Tab super ctrl+alt+Delete"
                            + " alt+Escape")
                    .split(" "));

    @TempDir
    Path folder;

    private BoothFixture booth;
    private XScreen screen;
    private PlayedUnit browser;
    private Vigil vigil;
    private XPicture calm;
    private String title = TITLE;
    private final BitSet moving = new BitSet();
    private int codes;

    @BeforeEach
    void openBooth() throws Exception {
        Peers.needWindows();
        booth = BoothFixture.calm();
        ManagedChromium managed = new ManagedChromium(folder, booth.port());
        screen = XScreen.start(Files.createDirectory(folder.resolve("screen")));
        PageWatch page = new PageWatch(System::nanoTime);
        booth.watchedBy(page);
        Path credentials = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(credentials.resolve("address"), booth.address());
        Path profile = folder.resolve("profile");
        Path home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        browser = PlayedUnit.start(
                List.of(
                        "env",
                        "DISPLAY=" + screen.display(),
                        "HOME=" + home,
                        "TMPDIR=" + home,
                        "XDG_RUNTIME_DIR=" + home,
                        "CREDENTIALS_DIRECTORY=" + credentials,
                        managed.screenProgram(profile).toString()),
                profile,
                folder.resolve("chromium.said"));
        vigil = Vigil.start(
                new Vitals(OptionalLong::empty, () -> true, () -> true, page),
                ServiceManager.of(Map.of()),
                browser::restart,
                System::nanoTime);
        learnTheCalmPage();
    }

    @AfterEach
    void closeBooth() throws Exception {
        if (vigil != null) {
            vigil.close();
        }
        if (browser != null) {
            browser.close();
        }
        if (screen != null) {
            screen.close();
        }
        if (booth != null) {
            booth.close();
        }
    }

    private void learnTheCalmPage() throws Exception {
        assertThat(booth.beats().poll(START_PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the page's first beat; the browser said: %s", Files.readString(folder.resolve("chromium.said")))
                .isNotNull();
        calm = pictureOnceStill();
    }

    private XPicture pictureOnceStill() throws IOException {
        XPicture last = screen.picture();
        long newsAt = System.nanoTime();
        while (System.nanoTime() - newsAt < STILL.toNanos()) {
            XPicture now = screen.picture();
            BitSet moved = now.differsFrom(last);
            moved.andNot(moving);
            if (!moved.isEmpty()) {
                newsAt = System.nanoTime();
                moving.or(moved);
            }
            last = now;
        }
        return last;
    }

    @Test
    void noKeyLeadsAwayFromTheKiosksPage() throws Exception {
        List<String> faults = new ArrayList<>();
        for (int first = 0; first < KEYS.size(); first += KEYS_PER_BEAT) {
            List<String> group = KEYS.subList(first, Math.min(first + KEYS_PER_BEAT, KEYS.size()));
            for (String keys : group) {
                screen.press(keys);
                faultStill(this::faultNow).ifPresent(fault -> faults.add(keys + ": " + fault));
            }
            faultStill(this::faultWithTheNextBeat).ifPresent(fault -> faults.add("one of " + group + ": " + fault));
        }
        for (int beat = 0; beat < 2; beat++) {
            faultStill(this::faultWithTheNextBeat).ifPresent(fault -> faults.add("in the end: " + fault));
        }
        faults.addAll(faultsOnPagesOfStaff());

        assertThat(faults).isEmpty();
        assertThat(browser.starts())
                .as("the page keeps all keys: the browser need not be started again")
                .isEqualTo(1);
    }

    /**
     * In the same browser, which by now has other pages to go back to. Their pictures are not compared: some squares of them, the
     * pointer's among them, change by themselves.
     */
    private List<String> faultsOnPagesOfStaff() throws Exception {
        List<String> faults = new ArrayList<>();
        booth.staffCame();
        for (String page : STAFF_TITLES) {
            if (!page.equals(STAFF_TITLES.get(0))) {
                screen.pressByHand("Tab", "Tab", "Return");
            }
            title = page;
            await(page).atMost(BACK_WITHIN).until(() -> screen.windows().equals(List.of(page)) && readsCodes());
            for (int group = 0; group < STAFF_GROUPS; group++) {
                String[] keys = everyOther(group);
                screen.press(keys);
                faultStill(this::faultOfWindow)
                        .ifPresent(fault -> faults.add(page + ", one of " + List.of(keys) + ": " + fault));
            }
        }
        return faults;
    }

    private static String[] everyOther(int group) {
        return IntStream.range(0, KEYS.size())
                .filter(key -> key % STAFF_GROUPS == group)
                .mapToObj(KEYS::get)
                .toArray(String[]::new);
    }

    @Test
    void aBrowserThatIsKilledOrHangsIsBack() throws Exception {
        signal("-KILL");
        await().atMost(BACK_WITHIN).until(() -> browser.starts() == 2);
        assertThat(faultStill(this::faultWithTheNextBeat)).isEmpty();

        long stoppedAt = System.nanoTime();
        signal("-STOP");
        await().atMost(BACK_WITHIN).until(() -> browser.starts() == 3);
        assertThat(Duration.ofNanos(System.nanoTime() - stoppedAt))
                .as("restarted for its own silence, not for that of the one before")
                .isGreaterThan(SILENCE_MIN);
        assertThat(faultStill(this::faultWithTheNextBeat)).isEmpty();
        assertThat(browser.restartsAsked()).isEqualTo(1);
    }

    private void signal(String signal) throws Exception {
        for (long process : browser.processes()) {
            new ProcessBuilder("kill", signal, String.valueOf(process)).start().waitFor();
        }
    }

    /** What people still see instead of the page when it should be back. */
    private Optional<String> faultStill(Look look) throws Exception {
        long nanos = System.nanoTime();
        Optional<String> fault;
        do {
            fault = look.fault();
        } while (fault.isPresent() && System.nanoTime() - nanos < BACK_WITHIN.toNanos());
        if (fault.isPresent()) {
            screen.picture().keep("keyboard-escape-" + codes);
        }
        return fault;
    }

    /** A look at the screen. */
    private interface Look {
        Optional<String> fault() throws Exception;
    }

    private Optional<String> faultWithTheNextBeat() throws Exception {
        booth.beats().clear();
        BoothFixture.Beat beat = booth.beats().poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        return beat == null || !beat.publicPage()
                ? Optional.of("no beat of the public page; windows: " + screen.windows())
                : faultNow();
    }

    /** A code that reaches the kiosk shows that the page has the keyboard, and that the browser is done with the keys before it. */
    private boolean readsCodes() throws Exception {
        String code = "code" + (10_000 + codes++);
        booth.typed().clear();
        screen.scan(code);
        return code.equals(booth.typed().poll(CODE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** A menu, a dialog or another page takes the keyboard, a new window shows. */
    private Optional<String> faultOfWindow() throws Exception {
        if (!readsCodes()) {
            return Optional.of("the page does not read codes; windows: " + screen.windows());
        }
        List<String> windows = screen.windows();
        return windows.equals(List.of(title)) ? Optional.empty() : Optional.of("windows: " + windows);
    }

    private Optional<String> faultNow() throws Exception {
        Optional<String> fault = faultOfWindow();
        if (fault.isPresent()) {
            return fault;
        }
        BitSet differs = screen.picture().differsFrom(calm);
        differs.andNot(moving);
        return differs.isEmpty()
                ? Optional.empty()
                : Optional.of("the page does not look as before, in " + differs.cardinality() + " squares");
    }
}
