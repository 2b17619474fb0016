package org.heliograph.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.heliograph.json.JsonText;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderConfigurationTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "heliograph.oidc.issuer", "https://id.example/realms/company",
            "heliograph.oidc.client.id", "heliograph",
            "heliograph.public.url", "https://fleet.example"));

    private ProviderConfiguration read() {
        return new ProviderConfiguration(new Configuration(name -> Optional.ofNullable(settings.get(name))));
    }

    private void assertRefused(String name, String value, String named) {
        String before = settings.put(name, value);
        assertThatThrownBy(this::read).isInstanceOf(SettingException.class).hasMessageContaining(named);
        settings.put(name, before);
    }

    @Test
    void withoutAnIssuerThereIsNoProvider() {
        settings.clear();
        assertThat(read().isEnabled()).isFalse();
    }

    @Test
    void namesTheSettingThatIsMissing() {
        assertRefused("heliograph.oidc.client.id", null, "heliograph.oidc.client.id");
        assertRefused("heliograph.public.url", null, "heliograph.public.url");
        assertRefused("heliograph.oidc.scopes", "profile", "openid");
        settings.remove("heliograph.oidc.issuer");
        assertRefused("heliograph.oidc.passwords", "none", "heliograph.oidc.issuer");
    }

    @Test
    void anIssuerWithoutEncryptionIsAcceptedOnThisMachineOnly() {
        assertRefused("heliograph.oidc.issuer", "http://id.example", "https");
        assertRefused("heliograph.oidc.issuer", "https://user:pw@id.example", "https");
        settings.put("heliograph.oidc.issuer", "http://127.0.0.1:8180/realms/company");
        assertThat(read().issuer()).isEqualTo("http://127.0.0.1:8180/realms/company");
    }

    @Test
    void theSecretMayBeInAFileWhichIsNeverQuoted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "of the client\n");
        settings.put("heliograph.oidc.client.secret.file", file.toString());
        assertThat(read().secret()).contains("of the client");

        assertRefused("heliograph.oidc.client.secret", "another", "must not both be set");
        assertRefused(
                "heliograph.oidc.client.secret.file", folder.resolve("none").toString(), "secret.file");
        Files.writeString(file, " ");
        assertThatThrownBy(this::read).hasMessageContaining("secret.file");
    }

    @Test
    void theConfigurationOfAnotherIssuerOrWithoutEncryptionIsRefused() {
        String issuer = "https://id.example";
        JsonObject good = JsonText.object()
                .add("issuer", issuer)
                .add("authorization_endpoint", issuer + "/a")
                .add("token_endpoint", issuer + "/t")
                .add("jwks_uri", issuer + "/k")
                .build();

        assertThat(ProviderMetadata.parse(good, issuer).endSession()).isEmpty();
        assertThatThrownBy(() -> ProviderMetadata.parse(good, "https://id.example/"))
                .hasMessageContaining("another issuer");
        for (String name : new String[] {"authorization_endpoint", "token_endpoint", "jwks_uri"}) {
            JsonObject wrong =
                    JsonText.object(good).add(name, "http://id.example/x").build();
            assertThatThrownBy(() -> ProviderMetadata.parse(wrong, issuer)).hasMessageContaining(name);
        }
    }
}
