package org.heliograph.operations;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.provider.ProviderConfiguration;
import org.heliograph.identity.provider.ProviderDiscovery;
import org.heliograph.json.JsonText;
import org.heliograph.mail.MailService;
import org.heliograph.operations.start.DemoWorld;
import org.heliograph.rest.Envelope;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.NodeSettings;
import org.heliograph.settings.OidcSettings;
import org.heliograph.settings.PageSettings;
import org.heliograph.settings.ProductVersion;
import org.heliograph.settings.Setting;
import org.heliograph.settings.SignInSettings;
import org.heliograph.settings.SocketSettings;

/** {@code GET /api/config}: what pages need before sign-in. */
@Path("config")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
@SecurityRequirements
public class ConfigResource {
    @Inject
    private Configuration configuration;

    @Inject
    private MailService mail;

    @Inject
    private ProviderConfiguration provider;

    @Inject
    private ProviderDiscovery discovery;

    @Operation(summary = "Settings of the pages")
    @APIResponse(responseCode = "200", ref = "Config")
    @GET
    public JsonObject config() {
        boolean demo = configuration.get(NodeSettings.DEMO);
        JsonObjectBuilder config = JsonText.object()
                .add("demo", demo)
                .add("version", ProductVersion.text())
                .add("ping_ms", millis(PageSettings.PAGE_PING))
                .add("debounce_ms", millis(PageSettings.PAGE_DEBOUNCE))
                .add("polling_ms", millis(PageSettings.PAGE_POLLING))
                .add("reconnect_ms", millis(PageSettings.PAGE_RECONNECT))
                .add("password_length", configuration.get(SignInSettings.PASSWORD_LENGTH))
                .add("reset_by_mail", mail.isConfigured());
        configuration.find(NodeSettings.PUBLIC_URL).ifPresent(address -> config.add("public_url", address));
        JsonArrayBuilder alertRoles = JsonText.array();
        SocketSettings.alertRoles(configuration).stream().sorted().forEach(alertRoles::add);
        config.add("alert_roles", alertRoles);
        if (provider.isEnabled()) {
            config.add("provider", provider());
        }
        if (demo) {
            config.add("demo_accounts", demoAccounts());
        }
        return Envelope.of(config.build());
    }

    private long millis(Setting<Duration> setting) {
        return configuration.get(setting).toMillis();
    }

    /** How people sign in by the OpenID Connect provider, and whether it answers. */
    private JsonObjectBuilder provider() {
        return JsonText.object()
                .add("button", configuration.get(OidcSettings.BUTTON))
                .add("available", discovery.isAvailable())
                .add("passwords", configuration.get(OidcSettings.PASSWORDS));
    }

    private static JsonArrayBuilder demoAccounts() {
        JsonArrayBuilder users = JsonText.array();
        for (DemoWorld.User user : DemoWorld.USERS) {
            JsonArrayBuilder roles = JsonText.array();
            user.roles()
                    .forEach(role -> roles.add(JsonText.object()
                            .add("id", role.organization())
                            .add("role", role.role().text())));
            users.add(JsonText.object()
                    .add("email", user.email())
                    .add("name", user.name())
                    .add("password", DemoWorld.PASSWORD)
                    .add("organizations", roles));
        }
        return users;
    }
}
