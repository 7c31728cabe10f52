package org.uketsuke.server.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

final class SessionStoreTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void sessionsComeBackInOrderOfTheirStart(Engine engine) {
        Session afternoon = session("a-late", "tokai-9", "第1会場", 13);
        Session here = session("b", "tokai-9", "第1会場", 9);
        Session there = session("a", "tokai-9", "第2会場", 9);
        Session elsewhere = session("a", "other", "第1会場", 9);
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> List.of(afternoon, here, there, elsewhere).forEach(new SessionStore(handle)::put));

            List<Session> found = storage.read(handle -> new SessionStore(handle).ofMeeting("jsh", "tokai-9"));

            assertThat(found).containsExactly(there, here, afternoon);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionIsChangedByItsIdAndTakenOut(Engine engine) {
        Session before = session("s-1", "tokai-9", "第1会場", 9);
        Session after = session("s-1", "tokai-9", "第2会場", 10);
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> new SessionStore(handle).put(before));

            storage.change(handle -> new SessionStore(handle).put(after));

            assertThat(find(storage)).contains(after);
            storage.change(handle -> new SessionStore(handle).remove(after));
            assertThat(find(storage)).isEmpty();
        }
    }

    private static Optional<Session> find(Storage storage) {
        return storage.read(handle -> new SessionStore(handle).find("jsh", "tokai-9", "s-1"));
    }

    private static Session session(String id, String meeting, String room, int hour) {
        Instant start = Instant.parse("2026-11-22T00:00:00Z").plusSeconds(hour * 3600L);
        return new Session(
                "jsh",
                meeting,
                id,
                new Text("医療安全講習会", "Patient safety"),
                "common",
                room,
                start,
                start.plusSeconds(3600));
    }
}
