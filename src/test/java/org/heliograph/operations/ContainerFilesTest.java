package org.heliograph.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the Containerfile, the manifests for Kubernetes, the units for systemd and the documents say of each other. */
class ContainerFilesTest {
    private static final String CONTAINERFILE = text("server-config/container/Containerfile");
    private static final String MANIFESTS = text("server-config/kubernetes/heliograph.yaml");
    private static final String INSTALL = text("docs/install.md");

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Set<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings of Heliograph, and what the scripts read of the environment. */
    private static Set<String> variables() {
        String documented = text("docs/settings.md");
        Set<String> names = all("`((?:heliograph|redis)\\.[a-z0-9.]+)`", documented).stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(all("\\b((?:HELIOGRAPH|REDIS)_[A-Z0-9_]+)\\b", documented));
        names.addAll(all("\\$\\{(HELIOGRAPH_[A-Z0-9_]+)", text("server-config/drain.sh")));
        names.addAll(all("\\$\\{env\\.(HELIOGRAPH_[A-Z0-9_]+):", text("server-config/wildfly/heliograph.cli")));
        names.addAll(all(
                "\"(HELIOGRAPH_H2_[A-Z]+)\"", text("src/main/java/org/heliograph/operations/transfer/H2File.java")));
        return names;
    }

    @Test
    void setVariablesThatExist() {
        Set<String> known = variables();

        for (String file : List.of(
                "server-config/container/Containerfile",
                "server-config/kubernetes/heliograph.yaml",
                "server-config/systemd/heliograph.service",
                "docs/install.md",
                "docs/sign-in.md")) {
            Set<String> named = all("\\b((?:HELIOGRAPH|REDIS)_[A-Z0-9]\\w*[A-Z0-9])\\b", text(file));
            named.removeAll(known);
            assertThat(named).as(file).isEmpty();
        }
    }

    @Test
    void copyWhatTheZipHas() {
        Set<String> copied = all("(?m)^COPY (?:--\\S+ )*(\\S+) \\S+$", CONTAINERFILE);

        assertThat(copied).contains("ROOT.war", "server-config/wildfly/heliograph.cli");
        copied.remove("ROOT.war");
        assertThat(copied).allSatisfy(source -> assertThat(Path.of(source)).exists());
    }

    @Test
    void useWhatTheImageHas() {
        Set<String> folders = all("HELIOGRAPH_DATA_DIR=(\\S+)", CONTAINERFILE);

        assertThat(folders).hasSize(1).isSubsetOf(all("mountPath: ([^,}]+)", MANIFESTS));
        assertThat(all("(?m)^COPY .* (\\S+\\.sh)$", CONTAINERFILE)).isEqualTo(all("exec (\\S+\\.sh)", MANIFESTS));
        assertThat(all("image: (\\S+)", MANIFESTS)).isEqualTo(all("Containerfile -t (\\S+) \\.", INSTALL));
        assertThat(all("(?m)^EXPOSE (\\d+)$", CONTAINERFILE)).isEqualTo(all("containerPort: (\\d+)", MANIFESTS));
    }

    @Test
    void referToWhatIsThere() {
        Set<String> secrets = all("secretRef: \\{name: ([\\w-]+)}", MANIFESTS);
        secrets.addAll(all("secret: \\{secretName: ([\\w-]+)", MANIFESTS));
        assertThat(secrets).isNotEmpty().isEqualTo(all("create secret generic ([\\w-]+)", INSTALL));

        Set<String> named = all("\\{name: ([\\w-]+), mountPath:", MANIFESTS);
        assertThat(named).isNotEmpty().isEqualTo(all("(?m)^        - name: ([\\w-]+)\\n          secret:", MANIFESTS));
        Set<String> services = all("kind: Service\\nmetadata:\\n  name: ([\\w-]+)", MANIFESTS);
        assertThat(services)
                .containsAll(all("serviceName: ([\\w-]+)", MANIFESTS))
                .containsAll(all("service: \\{name: ([\\w-]+)", MANIFESTS));
    }

    @Test
    void waitForTheDrain() {
        String drain = all("`heliograph\\.drain\\.over` \\| `PT(\\d+)S`", text("docs/settings.md"))
                .iterator()
                .next();
        String grace = all("terminationGracePeriodSeconds: (\\d+)", MANIFESTS)
                .iterator()
                .next();

        assertThat(Integer.parseInt(grace)).isGreaterThan(Integer.parseInt(drain) + 15);
    }
}
