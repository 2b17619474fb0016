package org.heliograph.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.SelectClasses;

/** What the build excludes since a suite has it, is in a suite, and nothing runs twice. */
class SuitesTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern EXCLUDE = Pattern.compile("<exclude>(org/heliograph/\\S+IT)\\*</exclude>");

    @Test
    void theBuildExcludesWhatTheSuitesOfOneServerHaveAndNothingElse() throws Exception {
        Set<String> inSuites = new TreeSet<>();
        SelectClasses inContainer =
                Class.forName("org.heliograph.container.InContainerIT").getAnnotation(SelectClasses.class);
        Arrays.stream(inContainer.value()).map(Class::getName).forEach(inSuites::add);
        for (String name : integrationTests()) {
            Tag tag = Class.forName(name).getAnnotation(Tag.class);
            if (tag != null && tag.value().equals(ShortIntervalServer.TAG)) {
                inSuites.add(name);
            }
        }

        assertThat(excluded()).containsExactlyInAnyOrderElementsOf(inSuites).hasSizeGreaterThan(10);
    }

    @Test
    void everyTestOfTheServerWithShortPeriodsHasItsTag() throws IOException {
        for (String name : integrationTests()) {
            String source = Files.readString(TESTS.resolve(name.replace('.', '/') + ".java"));
            if (source.contains("ShortIntervalServer.server()")) {
                assertThat(source).as(name).contains("@Tag(ShortIntervalServer.TAG)");
            }
        }
    }

    private static Set<String> excluded() throws IOException {
        return EXCLUDE.matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult match) -> match.group(1).replace('/', '.'))
                .collect(Collectors.toSet());
    }

    private static Set<String> integrationTests() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.map(file -> TESTS.relativize(file).toString())
                    .filter(file -> file.endsWith("IT.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
