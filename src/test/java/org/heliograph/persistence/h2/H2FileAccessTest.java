package org.heliograph.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2FileAccessTest {
    @TempDir
    private Path parent;

    private H2FileAccess access = new H2FileAccess(new org.h2.Driver());

    private Path folder() {
        return parent.resolve("data");
    }

    private Path passwordFile() {
        return folder().resolve("heliograph.password");
    }

    private String url() {
        return "jdbc:h2:file:" + folder().resolve("heliograph") + ";WRITE_DELAY=0";
    }

    private Connection connect(String password) throws SQLException {
        return connect(url(), password);
    }

    private Connection connect(String url, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "heliograph");
        properties.setProperty("password", password);
        return access.connect(url, properties);
    }

    /** As a new process would. */
    private void restart() {
        access = new H2FileAccess(new org.h2.Driver());
    }

    private Connection plain(String password) throws SQLException {
        return DriverManager.getConnection(url(), "heliograph", password);
    }

    private void installFormerVersion() throws SQLException {
        try (Connection former = plain("heliograph");
                Statement statement = former.createStatement()) {
            statement.execute("create table kept (id int)");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void firstStartMakesAPasswordThatTheNextOneReads() throws Exception {
        try (Connection first = connect(H2FileAccess.GENERATED);
                Connection second = connect(H2FileAccess.GENERATED)) {
            assertThat(first.isValid(1) && second.isValid(1)).isTrue();
        }
        String password = Files.readString(passwordFile());
        restart();
        connect(H2FileAccess.GENERATED).close();

        assertThat(password).hasSize(32);
        assertThat(passwordFile()).hasContent(password);
        plain(password).close();
        assertThatThrownBy(() -> plain("heliograph")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> plain(H2FileAccess.GENERATED)).isInstanceOf(SQLException.class);
    }

    @Test
    void twoInstallationsHaveDifferentPasswords() throws Exception {
        connect(H2FileAccess.GENERATED).close();
        connect("jdbc:h2:file:" + folder().resolve("other"), H2FileAccess.GENERATED)
                .close();

        assertThat(Files.readString(passwordFile())).isNotEqualTo(Files.readString(folder().resolve("other.password")));
    }

    @Test
    void filesAndFolderAreForTheirOwnerOnly() throws Exception {
        try (Connection open = connect(H2FileAccess.GENERATED)) {
            assertThat(open.isValid(1)).isTrue();
            assertThat(permissions(folder())).isEqualTo("rwx------");
            assertThat(permissions(folder().resolve("heliograph.mv.db"))).isEqualTo("rw-------");
            assertThat(permissions(passwordFile())).isEqualTo("rw-------");
        }
    }

    @Test
    void installationWithTheFormerPasswordStartsWithItsDataAndGetsAnotherOne() throws Exception {
        installFormerVersion();
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(
                folder().resolve("heliograph.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));

        try (Connection open = connect(H2FileAccess.GENERATED);
                Statement statement = open.createStatement()) {
            statement.executeQuery("select * from kept").close();
            assertThat(permissions(folder())).isEqualTo("rwx------");
            assertThat(permissions(folder().resolve("heliograph.mv.db"))).isEqualTo("rw-------");
        }

        assertThatThrownBy(() -> plain("heliograph")).isInstanceOf(SQLException.class);
        restart();
        connect(H2FileAccess.GENERATED).close();
    }

    /** The file was written, and the node was killed before the database knew it. */
    @Test
    void startAfterACrashBetweenFileAndDatabaseGoesOn() throws Exception {
        installFormerVersion();
        Files.writeString(passwordFile(), "the-password-that-the-database-lacks\n");

        connect(H2FileAccess.GENERATED).close();

        plain("the-password-that-the-database-lacks").close();
    }

    @Test
    void copyFromBeforeIsTakenWhileTheServerRuns() throws Exception {
        connect(H2FileAccess.GENERATED).close();
        Files.delete(folder().resolve("heliograph.mv.db"));
        installFormerVersion();

        connect(H2FileAccess.GENERATED).close();

        plain(Files.readString(passwordFile())).close();
    }

    @Test
    void configuredPasswordIsUsedAsItIs() throws Exception {
        connect("heliograph").close();

        assertThat(passwordFile()).doesNotExist();
        plain("heliograph").close();
        assertThat(permissions(folder())).isEqualTo("rwx------");
        assertThatThrownBy(() -> connect("another")).isInstanceOf(SQLException.class);
    }

    @Test
    void databaseWithAConfiguredPasswordIsNotOpenedWithoutIt() throws Exception {
        plain("configured-once").close();

        assertThatThrownBy(() -> connect(H2FileAccess.GENERATED))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("HELIOGRAPH_DB_PASSWORD");
        plain("configured-once").close();
    }

    @Test
    void folderWithOtherFilesKeepsItsPermissions() throws Exception {
        Files.createDirectory(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(folder().resolve("other"));

        try (Connection open = connect(H2FileAccess.GENERATED)) {
            assertThat(open.isValid(1)).isTrue();
            assertThat(permissions(folder())).isEqualTo("rwxr-xr-x");
            assertThat(permissions(folder().resolve("heliograph.mv.db"))).isEqualTo("rw-------");
        }
    }

    @Test
    void manyFirstConnectionsGetOnePassword() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Connection>> connections = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                connections.add(threads.submit(() -> connect(H2FileAccess.GENERATED)));
            }
            for (Future<Connection> connection : connections) {
                connection.get().close();
            }
        } finally {
            threads.shutdown();
        }
        plain(Files.readString(passwordFile())).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:a",
                "jdbc:h2:tcp://localhost/a",
                "jdbc:h2:nio:/a",
                "jdbc:postgresql://h/a",
                "jdbc:h2:"
            })
    void otherDatabasesHaveNoFile(String url) {
        assertThat(H2FileAccess.file(url)).isEmpty();
    }

    @Test
    void fileIsThatOfTheUrl() {
        assertThat(H2FileAccess.file("jdbc:h2:file:/var/a;WRITE_DELAY=0")).contains(Path.of("/var/a"));
        assertThat(H2FileAccess.file("jdbc:h2:/var/a")).contains(Path.of("/var/a"));
        assertThat(H2FileAccess.file("jdbc:h2:./a")).contains(Path.of("a").toAbsolutePath());
        assertThat(H2FileAccess.file("jdbc:h2:~/a"))
                .contains(Path.of(System.getProperty("user.home"), "a").toAbsolutePath());
    }

    @Test
    void databaseInMemoryIsOpened() throws Exception {
        connect("jdbc:h2:mem:access", H2FileAccess.GENERATED).close();
    }

    @Test
    void startTakesTheFilesOfPlainH2FromOthersAndSaysThatItsPasswordIsKnown() throws Exception {
        String url = "jdbc:h2:file:" + folder().resolve("heliograph");
        try (Connection open = plain("heliograph")) {
            assertThat(open.isValid(1)).isTrue();
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));

            assertThat(H2FileCheck.run(url, Optional.empty()))
                    .hasValueSatisfying(
                            said -> assertThat(said).contains("a password that everybody knows", "org.heliograph.h2"));

            assertThat(permissions(folder())).isEqualTo("rwx------");
            assertThat(permissions(folder().resolve("heliograph.mv.db"))).isEqualTo("rw-------");
            assertThat(H2FileCheck.run(url, Optional.of("heliograph"))).isPresent();
            assertThat(H2FileCheck.run(url, Optional.of(H2FileAccess.GENERATED)))
                    .isPresent();
            assertThat(H2FileCheck.run(url, Optional.of("configured-once"))).isEmpty();
        }
        assertThat(H2FileCheck.run("jdbc:postgresql://db/heliograph", Optional.empty()))
                .isEmpty();
        connect(H2FileAccess.GENERATED).close();
        assertThat(H2FileCheck.run(url, Optional.empty())).isEmpty();
    }

    @Test
    void poolOfPayaraOpensItByProperties() throws Exception {
        H2FileDataSource source = new H2FileDataSource();
        source.setURL(url());
        source.setUser("heliograph");
        source.setPassword(H2FileAccess.GENERATED);

        source.getConnection().close();

        assertThat(passwordFile()).exists();
    }
}
