package org.uketsuke.kiosk.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrollingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.example.org",
                "http://127.0.0.1.example.org:8080",
                "http://localhost.example.org",
                "http://192.0.2.7"
            })
    void plainHttpToAnotherMachineIsRefusedBeforeAnythingIsSent(String address) {
        Enrolling enrolling = new Enrolling(folder, Clock.systemUTC(), System::nanoTime);

        Enrolling.Result result = enrolling.enrol(address, "K7Q2-MX4P-9T", new SecureRandom(), "test");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Enrolling.Result.Failed.class,
                        failed -> assertThat(failed.why()).contains("plain http"));
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://society.example.org/uketsuke", "https://society.example.org/?a=b"})
    void addressThatGoesOnAfterTheHostIsRefusedForNoServerAnswersThere(String address) {
        Enrolling enrolling = new Enrolling(folder, Clock.systemUTC(), System::nanoTime);

        Enrolling.Result result = enrolling.enrol(address, "K7Q2-MX4P-9T", new SecureRandom(), "test");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Enrolling.Result.Failed.class,
                        failed -> assertThat(failed.why()).contains("https://host"));
        assertThat(folder).isEmptyDirectory();
    }
}
