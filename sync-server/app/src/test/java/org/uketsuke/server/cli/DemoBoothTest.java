package org.uketsuke.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uketsuke.protocol.BoothKey;
import org.uketsuke.protocol.RosterMessages.BoothStaff;
import org.uketsuke.server.booth.BoothStaffStore;
import org.uketsuke.server.sample.SampleSociety;
import org.uketsuke.server.storage.Storage;

/** What the demonstration gives its booth. */
final class DemoBoothTest {
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aDemonstrationHasTwoSamplePeopleAndAKeyForItsOwnerOnlyHoweverOftenItStarts() throws Exception {
        Surroundings surroundings = new Surroundings(
                Map.of(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new SecureRandom(),
                new PrintStream(PrintStream.nullOutputStream()),
                new PrintStream(PrintStream.nullOutputStream()));
        SampleFolder sample = new SampleFolder(folder.resolve("demo"), LocalDate.parse("2026-11-22"));
        assertThat(sample.makeReady(false)).isEmpty();
        sample.write();
        CommandRunner commands = new CommandRunner(surroundings, sample.office());
        commands.run("import", "society", sample.file("society.toml"));
        commands.run("import", "meetings", sample.file("meetings.csv"), "--society", SampleSociety.SOCIETY);

        String first = start(sample, surroundings);
        String second = start(sample, surroundings);

        assertThat(BoothKey.read(first)).isPresent();
        assertThat(second).isEqualTo(first);
        assertThat(sample.boothKey().getParent()).isEqualTo(sample.kiosk(8080).getParent());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sample.boothKey())))
                .isEqualTo("rw-------");
        List<BoothStaff> staff = staff(sample);
        assertThat(staff).extracting(BoothStaff::name).allMatch(name -> name.startsWith("見本"));
        assertThat(staff).extracting(BoothStaff::lead).containsExactly(true, false);
        assertThat(opens(staff.get(0), "13579024")).isTrue();
        assertThat(opens(staff.get(1), "24680135")).isTrue();
    }

    private static String start(SampleFolder sample, Surroundings surroundings) throws Exception {
        try (DemoBooth booth = new DemoBooth(sample.office(), surroundings)) {
            booth.staff();
            booth.writeKey(sample.boothKey());
        }
        return Files.readString(sample.boothKey());
    }

    private static List<BoothStaff> staff(SampleFolder sample) {
        try (Storage storage = Storage.open(sample.office(), Optional.empty(), new SecureRandom())) {
            return storage.read(
                    handle -> new BoothStaffStore(handle).active(SampleSociety.SOCIETY, SampleSociety.REGIONAL));
        }
    }

    private static boolean opens(BoothStaff person, String pin) {
        return Argon2Function.getInstanceFromHash(person.pinHash()).check(pin, person.pinHash());
    }
}
