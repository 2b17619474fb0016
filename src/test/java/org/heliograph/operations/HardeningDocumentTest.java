package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hardening page says what the build does and what is there. */
class HardeningDocumentTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern SHIPPED = Pattern.compile("server-config/[\\w./-]+");

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    /** The tests run on a Payara that is closed in this way: the script closes it, or a command of the page. */
    @Test
    void closesEveryListenerOfPayaraThatTheTestsClose() throws IOException {
        List<String> commands = Files.readAllLines(Path.of("src/test/payara/loopback.asadmin")).stream()
                .filter(line -> line.startsWith("set "))
                .toList();

        assertThat(commands).isNotEmpty();
        assertThat(Stream.concat(
                        text("docs/hardening.md").lines().map(line -> line.replaceFirst("^asadmin ", "")),
                        text("server-config/payara/heliograph.asadmin").lines()))
                .containsAll(commands);
    }

    @Test
    void namesTheVersionsThatTheBuildUses() throws IOException {
        String pom = text("pom.xml");

        for (String property : List.of("version.wildfly", "version.payara")) {
            Matcher version = Pattern.compile("<" + property + ">([^<]+)<").matcher(pom);
            assertThat(version.find()).as(property).isTrue();
            assertThat(text("docs/hardening.md")).contains(version.group(1));
        }
    }

    @Test
    void filesThatThePagesNameExist() throws IOException {
        for (String page : List.of("docs/hardening.md", "SECURITY.md")) {
            Path folder = Path.of(page).toAbsolutePath().getParent();
            LINK.matcher(text(page))
                    .results()
                    .forEach(link -> assertThat(folder.resolve(link.group(1))).exists());
            SHIPPED.matcher(text(page))
                    .results()
                    .forEach(file -> assertThat(Path.of(file.group())).exists());
        }
    }
}
