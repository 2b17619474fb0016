package org.heliograph.identity.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.OidcSettings;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SettingException;

/** The settings of the provider, read once. */
@ApplicationScoped
public class ProviderConfiguration {
    /** The page to which the provider sends people back, below the public address. */
    public static final String CALLBACK = "/signed-in";

    private Optional<String> issuer = Optional.empty();
    private String clientId = "";
    private Optional<String> secret = Optional.empty();
    private String publicUrl = "";
    private String scopes = "";
    private Duration timeout = Duration.ZERO;

    /** For the container's proxies. */
    protected ProviderConfiguration() {}

    /** @throws SettingException when a provider is set, and something that it needs is not */
    @Inject
    public ProviderConfiguration(Configuration configuration) {
        issuer = configuration.find(OidcSettings.ISSUER);
        timeout = configuration.get(OidcSettings.TIMEOUT);
        scopes = configuration.get(OidcSettings.SCOPES);
        if (issuer.isEmpty()) {
            requireNothing(configuration);
            return;
        }
        clientId = required(configuration, OidcSettings.CLIENT_ID);
        publicUrl = required(configuration, NodeSettings.PUBLIC_URL).replaceFirst("/+$", "");
        secret = secret(configuration);
        if (!List.of(scopes.strip().split("\\s+")).contains("openid")) {
            throw new SettingException(OidcSettings.SCOPES.name() + " must contain openid", null);
        }
    }

    /** Fails when a setting cannot be used; called at the start, so that it does not show up with the first sign-in. */
    public void check() {
        timeout.toMillis();
    }

    /** Passwords that are closed without a provider would keep everybody out. */
    private static void requireNothing(Configuration configuration) {
        if (!configuration.get(OidcSettings.PASSWORDS).equals(OidcSettings.EVERYONE)) {
            throw new SettingException(
                    OidcSettings.ISSUER.name() + " must be set when " + OidcSettings.PASSWORDS.name() + " is", null);
        }
    }

    private static String required(Configuration configuration, Setting<String> setting) {
        return configuration
                .find(setting)
                .orElseThrow(() -> new SettingException(
                        setting.name() + " must be set when " + OidcSettings.ISSUER.name() + " is", null));
    }

    private static Optional<String> secret(Configuration configuration) {
        Optional<String> text = configuration.find(OidcSettings.CLIENT_SECRET);
        Optional<String> file = configuration.find(OidcSettings.CLIENT_SECRET_FILE);
        if (text.isPresent() && file.isPresent()) {
            throw new SettingException(
                    OidcSettings.CLIENT_SECRET.name() + " and " + OidcSettings.CLIENT_SECRET_FILE.name()
                            + " must not both be set",
                    null);
        }
        return file.map(ProviderConfiguration::read).or(() -> text);
    }

    private static String read(String file) {
        try {
            String text = Files.readString(Path.of(file)).strip();
            if (!text.isEmpty()) {
                return text;
            }
        } catch (IOException | InvalidPathException unreadable) {
            // refused below
        }
        throw new SettingException(
                OidcSettings.CLIENT_SECRET_FILE.name() + " must be a readable file that is not empty, but is \"" + file
                        + "\"",
                null);
    }

    /** Whether people may sign in by a provider. */
    public boolean isEnabled() {
        return issuer.isPresent();
    }

    /** The exact text that tokens name. */
    public String issuer() {
        return issuer.orElseThrow();
    }

    public String clientId() {
        return clientId;
    }

    /** Empty for a public client. */
    Optional<String> secret() {
        return secret;
    }

    String scopes() {
        return scopes;
    }

    Duration timeout() {
        return timeout;
    }

    /** The address to which the provider sends people back; it is registered there, and never depends on a request. */
    public String redirectUri() {
        return publicUrl + CALLBACK;
    }

    /** The address of this installation, without a slash at its end. */
    public String publicUrl() {
        return publicUrl;
    }
}
