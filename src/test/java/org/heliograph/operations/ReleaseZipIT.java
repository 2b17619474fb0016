package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The zip that is installed: what is in it, and whether its documents name files that are in it. */
class ReleaseZipIT {
    private static final Path ZIP = Path.of(System.getProperty("heliograph.zip"));
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)[^)]*\\)");
    private static final Pattern PATH = Pattern.compile(
            "(?<![\\w./-])(server-config/[\\w./-]*\\w|docs/[\\w./-]+\\.\\w+|lib/[\\w.-]+\\.jar)(?![\\w*<-])");
    private static final Pattern WORDS_OF_HISTORY = Pattern.compile("CHANGELOG\\.md|docs/adr/.*");

    private static FileSystem zip;
    private static Path root;

    @BeforeAll
    static void open() throws IOException {
        zip = FileSystems.newFileSystem(URI.create("jar:" + ZIP.toUri()), Map.of("enablePosixFileAttributes", "true"));
        try (Stream<Path> top = Files.list(zip.getPath("/"))) {
            root = top.toList().get(0);
        }
    }

    @AfterAll
    static void close() throws IOException {
        zip.close();
    }

    @Test
    void hasOneFolderWithItsVersion() throws IOException {
        try (Stream<Path> top = Files.list(zip.getPath("/"))) {
            assertThat(top.map(path -> path.getFileName().toString().replace("/", ""))
                            .toList())
                    .containsExactly(ZIP.getFileName().toString().replace(".zip", ""));
        }
    }

    @Test
    void hasWhatAnInstallationNeeds() {
        assertThat(List.of(
                        "ROOT.war",
                        "LICENSE",
                        "CHANGELOG.md",
                        "README.md",
                        "bin/h2-to-postgresql",
                        "docs/install.md",
                        "lib/postgresql.jar",
                        "lib/heliograph-h2.jar",
                        "server-config/wildfly/heliograph.cli",
                        "server-config/wildfly/modules/org/postgresql/main/postgresql.jar",
                        "server-config/wildfly/modules/org/heliograph/h2/main/heliograph-h2.jar",
                        "server-config/wildfly/modules/org/heliograph/h2/main/h2.jar",
                        "server-config/payara/heliograph.asadmin",
                        "server-config/systemd/heliograph.service",
                        "server-config/nginx/heliograph.conf",
                        "server-config/haproxy/heliograph.cfg",
                        "server-config/nftables/heliograph.nft",
                        "server-config/prometheus/heliograph.rules.yml",
                        "server-config/grafana/heliograph-operator.json",
                        "server-config/kubernetes/heliograph.yaml",
                        "server-config/container/Containerfile"))
                .allMatch(path -> Files.isRegularFile(root.resolve(path)));
    }

    @Test
    void hasTheWarThatWasTested() throws IOException {
        assertThat(Files.readAllBytes(root.resolve("ROOT.war")))
                .isEqualTo(Files.readAllBytes(Path.of(System.getProperty("heliograph.war"))));
    }

    @Test
    void namesOnlyFilesThatItHas() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path file : files(path -> !path.endsWith(".jar") && !path.endsWith(".war"))) {
            String name = root.relativize(file).toString();
            String text = text(file);
            if (name.endsWith(".md")) {
                LINK.matcher(text)
                        .results()
                        .map(link -> link.group(1))
                        .filter(target -> !target.matches("[a-z]+:.*"))
                        .filter(target ->
                                !Files.exists(file.resolveSibling(target).normalize()))
                        .forEach(target -> missing.add(name + ": " + target));
            }
            if (!WORDS_OF_HISTORY.matcher(name).matches()) {
                Matcher path = PATH.matcher(text);
                while (path.find()) {
                    if (!Files.exists(root.resolve(path.group(1)))) {
                        missing.add(name + ": " + path.group(1));
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void letsProgramsBeExecutedAndNothingElse() throws IOException {
        for (Path file : files(path -> true)) {
            boolean program =
                    file.startsWith(root.resolve("bin")) || file.toString().endsWith(".sh");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo(program ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /** Otherwise two builds of one source would differ. */
    @Test
    void givesAllFilesTheSameTime() throws IOException {
        Set<FileTime> times = new TreeSet<>();
        for (Path file : files(path -> true)) {
            times.add(Files.getLastModifiedTime(file));
        }
        try (ZipFile war = new ZipFile(System.getProperty("heliograph.war"))) {
            war.stream().forEach(entry -> times.add(entry.getLastModifiedTime()));
        }

        assertThat(times).hasSize(1);
    }

    @Test
    void saysNothingOfTheMachineThatBuiltIt() throws IOException {
        List<String> paths = List.of(
                Path.of("").toAbsolutePath().toString(),
                Path.of(System.getProperty("user.home"), ".m2").toString());
        List<String> found = new ArrayList<>();
        for (Path file : files(path -> !path.endsWith(".jar") && !path.endsWith(".war"))) {
            paths.stream().filter(text(file)::contains).forEach(path -> found.add(file + ": " + path));
        }
        try (ZipFile war = new ZipFile(System.getProperty("heliograph.war"))) {
            for (var entry :
                    war.stream().filter(one -> !one.getName().endsWith(".jar")).toList()) {
                String text = new String(war.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                paths.stream().filter(text::contains).forEach(path -> found.add(entry.getName() + ": " + path));
            }
        }

        assertThat(found).isEmpty();
    }

    private static List<Path> files(Predicate<String> names) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> names.test(file.toString()))
                    .toList();
        }
    }

    /** Empty for a picture. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException picture) {
            return "";
        }
    }
}
