package org.uketsuke.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.RunningServer;
import org.uketsuke.server.SettableClock;
import org.uketsuke.server.storage.Databases;
import org.uketsuke.server.storage.Engine;
import org.uketsuke.server.storage.Storage;

class AuditTest {
    private final SettableClock clock = new SettableClock(RunningServer.MORNING);

    @TempDir
    private Path folder;

    private Audit over(Storage storage) {
        return new Audit(new AuditStore(storage), clock);
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void manyAtOnceMakeOneChain(Engine engine) throws Exception {
        try (Storage storage = Databases.open(engine, folder)) {
            Audit audit = over(storage);
            ExecutorService many = Executors.newFixedThreadPool(8);
            List<Future<?>> lines = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String subject = "member-" + i;
                lines.add(many.submit(() -> audit.record("someone", Action.MEMBER_SEEN, subject, "")));
            }
            for (Future<?> line : lines) {
                line.get();
            }
            many.shutdown();

            assertThat(audit.firstBroken()).isEmpty();
            assertThat(count(storage)).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void aLineCannotBeChangedOrTakenOut(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            over(storage).record("someone", Action.EXPORTED, "jsh/tokai-9", "ledger");

            assertThatThrownBy(() -> storage.change(handle -> handle.execute("UPDATE audit SET actor = 'nobody'")))
                    .hasMessageContaining("only grows");
            assertThatThrownBy(() -> storage.change(handle -> handle.execute("DELETE FROM audit")))
                    .hasMessageContaining("only grows");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void whoeverGetsRoundThatIsFoundAtTheLine(Engine engine) {
        for (String tampering : List.of(
                "UPDATE audit SET actor = 'x' WHERE seq = 3",
                "UPDATE audit SET at = at + 1 WHERE seq = 3",
                "UPDATE audit SET detail = 'd', subject = '' WHERE seq = 3",
                "DELETE FROM audit WHERE seq = 3")) {
            try (Storage storage = Databases.open(engine, folder.resolve(Integer.toString(tampering.hashCode())))) {
                Audit audit = over(storage);
                for (int i = 0; i < 5; i++) {
                    audit.record("someone", Action.EXPORTED, "d", "");
                }
                withoutTriggers(engine, storage);

                storage.change(handle -> handle.execute(tampering));

                assertThat(audit.firstBroken()).as(tampering).contains(3L);
            }
        }
    }

    private static void withoutTriggers(Engine engine, Storage storage) {
        storage.change(handle -> {
            if (engine == Engine.SQLITE) {
                handle.execute("DROP TRIGGER audit_no_update");
                handle.execute("DROP TRIGGER audit_no_delete");
            } else {
                handle.execute("DROP TRIGGER audit_only_grows ON audit");
            }
        });
    }

    private static long count(Storage storage) {
        return storage.read(handle -> handle.createQuery("SELECT count(*) FROM audit")
                .mapTo(Long.class)
                .one());
    }
}
