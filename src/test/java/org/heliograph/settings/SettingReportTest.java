package org.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingReportTest {
    private static SettingReport.Row row(Setting<?> setting, Map<String, SettingReport.Configured> values) {
        return new SettingReport(name -> Optional.ofNullable(values.get(name))).row(setting);
    }

    private static SettingReport.Configured value(String text, String source, int ordinal) {
        return new SettingReport.Configured(text, source, ordinal);
    }

    @Test
    void aSettingThatIsNotConfiguredHasItsDefault() {
        assertThat(row(NodeSettings.DEMO_MACHINES, Map.of()))
                .isEqualTo(new SettingReport.Row(NodeSettings.DEMO_MACHINES, "40", "default", null));
        assertThat(row(NodeSettings.PUBLIC_URL, Map.of()).value()).isNull();
        assertThat(row(
                                NodeSettings.DEMO_MACHINES,
                                Map.of("heliograph.demo.machines", value(" ", "EnvConfigSource", 300)))
                        .origin())
                .isEqualTo("default");
    }

    @Test
    void theOriginIsThatOfTheFirstNameWithAValue() {
        SettingReport.Row row =
                row(NodeSettings.NODE_NAME, Map.of("jboss.node.name", value("node-7", "SysPropConfigSource", 400)));
        assertThat(row.value()).isEqualTo("node-7");
        assertThat(row.origin()).isEqualTo("system property");

        assertThat(row(NodeSettings.NODE_NAME, Map.of("heliograph.node.name", value("a", "EnvConfigSource", 300)))
                        .origin())
                .isEqualTo("environment");
        assertThat(row(
                                NodeSettings.NODE_NAME,
                                Map.of(
                                        "heliograph.node.name",
                                        value(
                                                "a",
                                                "PropertiesConfigSource[/META-INF/microprofile-config.properties]",
                                                100)))
                        .origin())
                .isEqualTo("application");
        assertThat(row(NodeSettings.NODE_NAME, Map.of("heliograph.node.name", value("a", "Domain", 120)))
                        .origin())
                .isEqualTo("server");
    }

    @Test
    void secretsAndAccountsInUrlsAreNotShown() {
        SettingReport.Row secret = row(
                NodeSettings.ADMIN_PASSWORD,
                Map.of("heliograph.admin.password", value("letmein", "EnvConfigSource", 300)));
        assertThat(secret.value()).isEqualTo(SettingReport.HIDDEN);
        assertThat(secret.toString()).doesNotContain("letmein");

        assertThat(row(
                                NodeSettings.PUBLIC_URL,
                                Map.of("heliograph.public.url", value("https://u:secret@h.example/x", "Env", 300)))
                        .value())
                .isEqualTo("https://h.example/x");
        assertThat(row(
                                NodeSettings.PUBLIC_URL,
                                Map.of("heliograph.public.url", value("https://u:sec@ret@h.example/x", "Env", 300)))
                        .value())
                .isEqualTo("https://h.example/x");
    }

    @Test
    void everySettingIsInTheReport() {
        assertThat(new SettingReport(name -> Optional.empty()).read()).hasSameSizeAs(Settings.all());
    }
}
