package org.uketsuke.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uketsuke.server.storage.StorageException.Kind;

/** A database that cannot be used is told apart, named, and left as it is. */
final class StorageRefusalsTest {
    @TempDir
    Path folder;

    @Test
    void aFileOfAnotherKindIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("uketsuke.db"), "Dear diary, …");

        StorageException refusal = refusal(Optional.empty());

        assertThat(refusal.kind()).isEqualTo(Kind.FOREIGN);
        assertThat(refusal).hasMessageContaining(file.toString()).hasMessageContaining("Choose another data folder");
        assertThat(Files.readString(file)).isEqualTo("Dear diary, …");
        assertThat(namesIn(folder)).containsExactly("uketsuke.db");
    }

    @Test
    void aDatabaseOfAnotherProgramIsLeftAlone() throws Exception {
        Path file = folder.resolve("uketsuke.db");
        execute("jdbc:sqlite:" + file, "CREATE TABLE recipe (name TEXT)");
        byte[] before = Files.readAllBytes(file);

        StorageException refusal = refusal(Optional.empty());

        assertThat(refusal.kind()).isEqualTo(Kind.FOREIGN);
        assertThat(refusal).hasMessageContaining("holds tables of another program");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aPostgresDatabaseOfAnotherProgramIsLeftAlone() throws Exception {
        String url = Databases.emptyPostgresUrl();
        execute(url, "CREATE TABLE recipe (name TEXT)");

        StorageException refusal = refusal(Optional.of(url));

        assertThat(refusal.kind()).isEqualTo(Kind.FOREIGN);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseOfANewerVersionIsLeftAlone(Engine engine) throws Exception {
        Optional<String> url = Databases.url(engine);
        Storage.open(folder, url, new SecureRandom()).close();
        execute(
                url.orElse("jdbc:sqlite:" + folder.resolve("uketsuke.db")),
                "INSERT INTO uketsuke_schema SELECT 99, '99', 'later', type, script, checksum, installed_by, installed_on,"
                        + " execution_time, success FROM uketsuke_schema WHERE version = '1'");

        StorageException refusal = refusal(url);

        assertThat(refusal.kind()).isEqualTo(Kind.NEWER);
        assertThat(refusal).hasMessageContaining("newer version").hasMessageContaining("99");
    }

    @Test
    void aDamagedFileIsNamedWithWhatToDo() throws Exception {
        try (Storage storage = Databases.open(Engine.SQLITE, folder)) {
            storage.change(handle ->
                    handle.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)"
                            + " INSERT INTO server_fact SELECT 'key' || i, 'value' FROM n"));
        }
        Path file = folder.resolve("uketsuke.db");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long at = 4096; at < bytes.length(); at += 4096) {
                bytes.seek(at);
                bytes.write(new byte[512]);
            }
        }
        byte[] before = Files.readAllBytes(file);

        Throwable thrown = catchThrowable(() -> {
            try (Storage storage = Storage.open(folder, Optional.empty(), new SecureRandom())) {
                storage.read(handle -> handle.createQuery("SELECT COUNT(*) FROM server_fact")
                        .mapTo(Long.class)
                        .one());
            }
        });

        assertThat(thrown)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("put the latest backup in its place");
        assertThat(((StorageException) thrown).kind()).isEqualTo(Kind.DAMAGED);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aDataFolderThatIsAFileIsToldAsSuch() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> Storage.open(file, Optional.empty(), new SecureRandom()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("data folder")
                .hasMessageContaining("Check the path");
    }

    @Test
    void aNewDataFolderBelongsToItsOwnerOnly() throws IOException {
        Path data = folder.resolve("deep/data");

        Storage.open(data, Optional.empty(), new SecureRandom()).close();

        assertThat(Files.getPosixFilePermissions(data))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutThePassword() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + port + "/uketsuke?user=office&password=hunter2&connectTimeout=2";

        StorageException refusal = refusal(Optional.of(url));

        assertThat(refusal.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refusal).hasMessageContaining("localhost:" + port + "/uketsuke");
        assertThat(everythingSaidBy(refusal)).doesNotContain("hunter2");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        String url = Databases.emptyPostgresUrl().replaceFirst("/test_[0-9a-f]+", "/missing");

        StorageException refusal = refusal(Optional.of(url));

        assertThat(refusal.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(refusal).hasMessageContaining("Create the database first");
    }

    @Test
    void whatIsNoUrlOfOursIsRefusedWithoutItsSecrets() {
        for (String url : List.of(
                "jdbc:mysql://root:hunter2@db/x?password=hunter2",
                "postgres://root:hunter2@db/x",
                "jdbc:postgresql://db:port/x?password=hunter2")) {
            StorageException refusal = refusal(Optional.of(url));

            assertThat(refusal.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(refusal).hasMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE");
            assertThat(everythingSaidBy(refusal)).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsDoesNotRepeatTheValues(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            storage.change(handle -> handle.execute("INSERT INTO server_fact VALUES ('山田', 'x')"));

            Throwable thrown = catchThrowable(() ->
                    storage.change(handle -> handle.execute("INSERT INTO server_fact VALUES (?, ?)", "山田", "花子")));

            assertThat(thrown).isNotNull();
            assertThat(everythingSaidBy(thrown)).doesNotContain("山田", "花子");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWriteWithinAWriteIsAMistakeOfTheProgram(Engine engine) {
        try (Storage storage = Databases.open(engine, folder)) {
            assertThatThrownBy(() -> storage.change(handle -> storage.change(inner -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pass the handle on");
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyMayStartAtOnce(Engine engine) throws Exception {
        Optional<String> url = Databases.url(engine);
        int starters = 6;
        ExecutorService threads = Executors.newFixedThreadPool(starters);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<Long>> started = Stream.generate(() -> threads.submit(() -> {
                        go.await();
                        try (Storage storage = Storage.open(folder, url, new SecureRandom())) {
                            storage.change(handle -> handle.execute(
                                    "INSERT INTO attempt VALUES (?, 0, 0)",
                                    java.util.UUID.randomUUID().toString()));
                            return 1L;
                        }
                    }))
                    .limit(starters)
                    .toList();
            go.countDown();
            for (Future<Long> one : started) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        try (Storage storage = Storage.open(folder, url, new SecureRandom())) {
            long rows = storage.read(handle -> handle.createQuery("SELECT COUNT(*) FROM attempt")
                    .mapTo(Long.class)
                    .one());
            assertThat(rows).isEqualTo(starters);
        }
    }

    private StorageException refusal(Optional<String> url) {
        Throwable thrown = catchThrowable(
                () -> Storage.open(folder, url, new SecureRandom()).close());
        assertThat(thrown).isInstanceOf(StorageException.class);
        return (StorageException) thrown;
    }

    private static String everythingSaidBy(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
