package org.uketsuke.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.kiosk.bench.SampleRoster;
import org.uketsuke.kiosk.checkin.SampleAgenda;
import org.uketsuke.kiosk.duty.DutyDesk.KeyAnswer;
import org.uketsuke.kiosk.roster.RosterChange.Installed;
import org.uketsuke.kiosk.sync.Enrolment;
import org.uketsuke.protocol.Agenda;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.Direction;
import org.uketsuke.protocol.JournalEvent.Fault;
import org.uketsuke.protocol.Messages.Assignment;

/** A booth's roster behind its lock, from one start to the next. */
final class BoothRosterTest {
    private static final String MEETING = SampleRoster.MEETING;

    private final SecureRandom random = new SecureRandom();
    private final BoothKey key = BoothKey.make(random);
    private final List<Fault> faults = new ArrayList<>();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void aLockedBoothTakesItsRosterFromDiskOnceTheRightKeyIsThere() {
        enrolled(Optional.of(key));
        BoothRoster opened = start();
        assertThat(opened.open(Optional.of(key))).isEqualTo(KeyAnswer.OPENED);
        assertThat(install(opened)).isEqualTo(new Installed(1, true));

        BoothRoster restarted = start();

        assertThat(restarted.wantsKey()).isTrue();
        assertThat(restarted.vault().current()).isEmpty();
        assertThat(restarted.vault().takesNone()).isTrue();
        assertThat(restarted.open(Optional.of(key))).isEqualTo(KeyAnswer.OPENED);
        assertThat(restarted.vault().version()).isEqualTo(1);
        assertThat(restarted.wantsKey()).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void aWrongKeyOpensNothingAndTheOfficeHearsOfItWithoutTheKey() {
        enrolled(Optional.of(key));
        BoothRoster roster = start();
        BoothKey other = BoothKey.make(random);

        assertThat(roster.open(Optional.of(other))).isEqualTo(KeyAnswer.WRONG_KEY);
        assertThat(roster.open(Optional.empty())).isEqualTo(KeyAnswer.MISREAD);

        assertThat(roster.wantsKey()).isTrue();
        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("booth-key-wrong");
            assertThat(fault.detail()).doesNotContain(other.text(), other.check(MEETING));
        });
    }

    @Test
    void aMeetingWithoutABoothKeyIsServedAsBeforeWithTheKeyFile() {
        enrolled(Optional.empty());
        BoothRoster roster = start();

        assertThat(install(roster)).isEqualTo(new Installed(1, true));
        assertThat(roster.wantsKey()).isFalse();
        assertThat(roster.open(Optional.of(key))).isEqualTo(KeyAnswer.NO_LOCK);
        assertThat(start().vault().version()).isEqualTo(1);
    }

    @Test
    void theFirstBoothKeyOfAMeetingTakesTheKeyFileAwayAtOnceAndServiceGoesOn() {
        enrolled(Optional.empty());
        BoothRoster roster = start();
        install(roster);
        assertThat(folder.resolve("roster.key")).exists();

        roster.hear(assignment(Optional.of(key)));

        assertThat(folder.resolve("roster.key")).doesNotExist();
        assertThat(folder.resolve("roster.sealed")).doesNotExist();
        assertThat(roster.vault().version()).as("serves on from memory").isEqualTo(1);
        assertThat(roster.wantsKey()).isTrue();

        assertThat(roster.open(Optional.of(key))).isEqualTo(KeyAnswer.OPENED);
        assertThat(folder.resolve("roster.sealed")).exists();
        BoothRoster restarted = start();
        assertThat(restarted.vault().current()).isEmpty();
        restarted.open(Optional.of(key));
        assertThat(restarted.vault().version()).isEqualTo(1);
    }

    @Test
    void aRosterThatAKeyFileOpensDoesNotOutliveAStartWithABoothKey() throws Exception {
        enrolled(Optional.empty());
        install(start());
        Files.write(folder.resolve("roster.key.bad"), new byte[] {1, 2, 3});
        enrolled(Optional.of(key));

        BoothRoster restarted = start();

        assertThat(folder.resolve("roster.key")).doesNotExist();
        assertThat(folder.resolve("roster.key.bad")).doesNotExist();
        assertThat(folder.resolve("roster.sealed")).doesNotExist();
        assertThat(restarted.vault().current()).isEmpty();
        restarted.open(Optional.of(key));
        assertThat(install(restarted)).isEqualTo(new Installed(1, true));
        assertThat(folder.resolve("roster.key")).doesNotExist();
    }

    @Test
    void aNewBoothKeyLocksWhatLiesAtRestAndLeavesTheRosterInUse() {
        enrolled(Optional.of(key));
        BoothRoster roster = start();
        roster.open(Optional.of(key));
        install(roster);
        BoothKey fresh = BoothKey.make(random);

        roster.hear(assignment(Optional.of(fresh)));

        assertThat(roster.vault().version()).isEqualTo(1);
        assertThat(roster.wantsKey()).isTrue();
        assertThat(folder.resolve("roster.sealed")).doesNotExist();
        assertThat(roster.open(Optional.of(key))).isEqualTo(KeyAnswer.WRONG_KEY);
        assertThat(roster.open(Optional.of(fresh))).isEqualTo(KeyAnswer.OPENED);
        BoothRoster restarted = start();
        restarted.open(Optional.of(fresh));
        assertThat(restarted.vault().version()).isEqualTo(1);
    }

    @Test
    void aServerThatKnowsNothingOfBoothKeysDoesNotTakeTheLockOff() {
        enrolled(Optional.of(key));
        BoothRoster roster = start();

        roster.hear(assignment(Optional.empty()));

        assertThat(roster.wantsKey()).isTrue();
        assertThat(roster.assignment().boothKeyCheck()).contains(key.check(MEETING));
        assertThat(start().wantsKey()).isTrue();
    }

    @Test
    void aKeyGivenAtTheStartOpensAlsoALockThatComesLater() {
        enrolled(Optional.empty());
        BoothRoster roster = start();
        AtomicInteger openings = new AtomicInteger();
        roster.onOpened(openings::incrementAndGet);
        roster.give(key);
        assertThat(openings).hasValue(0);

        roster.hear(assignment(Optional.of(key)));

        assertThat(openings).hasValue(1);
        assertThat(roster.wantsKey()).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void theAgendaAndTheDoorAreFollowedAndOutliveARestart() {
        enrolled(Optional.of(key));
        BoothRoster roster = start();
        Agenda agenda = SampleAgenda.at(Direction.IN, true);

        roster.hear(TestBooth.at(assignment(Optional.of(key)), Optional.of(agenda)));
        assertThat(roster.assignment().agenda()).contains(agenda);
        assertThat(start().assignment().agenda()).contains(agenda);

        roster.hear(assignment(Optional.of(key)));
        assertThat(roster.assignment().agenda()).as("the door was taken away").isEmpty();
        assertThat(start().assignment().agenda()).isEmpty();
    }

    private Object install(BoothRoster roster) {
        SampleRoster sample = SampleRoster.make(elsewhere.resolve("sample-" + System.nanoTime() + ".db"), 10, 1);
        return roster.vault().installSnapshot(sample.manifest(), sample.bytes());
    }

    private BoothRoster start() {
        return new BoothRoster(folder, Enrolment.read(folder).orElseThrow(), random, faults::add);
    }

    private void enrolled(Optional<BoothKey> with) {
        String serverKey = Base64.getUrlEncoder().withoutPadding().encodeToString(SampleRoster.serverKey());
        new Enrolment("http://127.0.0.1:9", "k-1", assignment(with), serverKey, serverKey).write(folder);
    }

    private static Assignment assignment(Optional<BoothKey> with) {
        return TestBooth.assignment(MEETING, with.map(made -> made.check(MEETING)));
    }
}
