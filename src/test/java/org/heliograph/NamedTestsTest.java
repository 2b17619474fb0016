package org.heliograph;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tests that the build and the documents name are there. Maven runs what it finds of a list, so that a class which was renamed or deleted would leave
 * the smoke set on Payara without a word.
 */
class NamedTestsTest {
    private static final Path SOURCES = Path.of("src/test/java/org/heliograph");
    /** A test class, perhaps with its package below {@code org.heliograph}; a {@code *} before it makes it the end of a name. */
    private static final Pattern CLASS =
            Pattern.compile("(\\*?)\\b((?:[a-z]+\\.)*)([A-Z]\\w*[a-z](?:IT|Test|Suite|Fuzz))\\b(?!\\.\\w*\\()");

    private static final Pattern LIST = Pattern.compile("<(?:it\\.)?test>([^<]*[A-Z][^<]*)</(?:it\\.)?test>");
    private static final Pattern FOLDER =
            Pattern.compile("<(?:in|ex)clude>(org/heliograph/[\\w/]+)/[^/<]+</(?:in|ex)clude>");
    private static final Pattern TEST = Pattern.compile("@(?:Parameterized|Repeated)?Test\\b[^{]*?\\bvoid (\\w+)\\(");
    private static final Pattern NEVER_ON_PAYARA =
            Pattern.compile("(?m)^@Disabled"); // of a class; searched for, not used

    private static final Pattern STARTS = Pattern.compile("\\bServer\\.(?:start|of)\\(");
    /** They are run by a profile, or by a property, of their own. */
    private static final List<String> OF_OTHER_PROFILES = List.of("OidcIT", "KeycloakIT", "UpgradeIT", "FleetOutageIT");

    private static Map<String, List<Path>> classes;

    @BeforeAll
    static void find() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            classes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean exists(String packages, String name) {
        return packages.isEmpty()
                ? classes.containsKey(name)
                : Files.exists(SOURCES.resolve(packages.replace('.', '/')).resolve(name + ".java"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "CONTRIBUTING.md",
                "docs/guarantees.md",
                "docs/hardening.md",
                "docs/operations.md",
                "docs/benchmarks.md",
                "docs/fuzzing.md"
            })
    void everyClassThatIsNamedExists(String file) {
        List<String> missing = CLASS.matcher(text(Path.of(file)))
                .results()
                .filter(name -> name.group(1).isEmpty()
                        ? !exists(name.group(2).replaceFirst("^org\\.heliograph\\.", ""), name.group(3))
                        : classes.keySet().stream().noneMatch(each -> each.endsWith(name.group(3))))
                .map(name -> name.group())
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyEntryOfAListOfTheBuildRunsSomething() {
        List<String> entries = LIST.matcher(text(Path.of("pom.xml")))
                .results()
                .flatMap(list -> Arrays.stream(list.group(1).split(",")))
                .toList();

        assertThat(entries).as("the smoke set and the lists of the profiles").hasSizeGreaterThan(7);
        for (String entry : entries) {
            String name = entry.strip().replaceFirst("#.*", "");
            assertThat(classes.containsKey(name)).as(name).isTrue();
            assertThat(classes.get(name)).as("%s, which names no package", name).hasSize(1);
            String source = text(classes.get(name).get(0));
            Pattern method = Pattern.compile(
                    entry.contains("#") ? entry.replaceFirst(".*#", "").replace("*", "\\w*") : "\\w+");
            assertThat(TEST.matcher(source).results().map(test -> test.group(1)))
                    .as(entry)
                    .anyMatch(test -> method.matcher(test).matches());
        }
    }

    @Test
    void noClassOfTheSmokeSetLeavesPayaraOut() {
        Matcher smoke = Pattern.compile("<id>smoke-on-payara</id>.*?<test>([^<]+)</test>", Pattern.DOTALL)
                .matcher(text(Path.of("pom.xml")));

        assertThat(smoke.find()).isTrue();
        assertThat(Arrays.stream(smoke.group(1).split(",")).map(entry -> entry.replaceFirst("#.*", "")))
                .noneMatch(name ->
                        NEVER_ON_PAYARA.matcher(text(classes.get(name).get(0))).find());
    }

    @Test
    void everyPackageThatTheBuildSelectsExists() {
        assertThat(FOLDER.matcher(text(Path.of("pom.xml")))
                        .results()
                        .map(folder -> Path.of("src/test/java", folder.group(1))))
                .isNotEmpty()
                .allMatch(Files::isDirectory);
    }

    /** A start takes twenty processor seconds, and {@code mvn verify} a quarter of an hour at most. */
    @Test
    void onlyTheProfileThoroughHasTestsThatStartServers() {
        Matcher listed = Pattern.compile("<tests\\.with\\.servers>([^<]+)</").matcher(text(Path.of("pom.xml")));
        assertThat(listed.find()).isTrue();

        assertThat(classes.entrySet().stream()
                        .filter(named -> named.getKey().endsWith("IT"))
                        .filter(named -> named.getValue().stream()
                                .anyMatch(file -> STARTS.matcher(text(file)).find()))
                        .map(Map.Entry::getKey)
                        .filter(name -> !OF_OTHER_PROFILES.contains(name)))
                .isNotEmpty()
                .isSubsetOf(listed.group(1).split("\\|"));
    }
}
