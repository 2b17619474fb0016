package org.heliograph.identity.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.identity.Caller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Envelope;

/** Builds the JSON response of a sign-in. */
@ApplicationScoped
public class SignInJson {
    @Inject
    private OrganizationList organizations;

    @Inject
    private AccountRepository accounts;

    @Inject
    private Clock clock;

    @Inject
    private DeviceCookie cookie;

    /** {@code {token,refresh_token,expires_in,user,organizations}} */
    private JsonObjectBuilder of(SignInService.SignedIn signedIn) {
        Account account = signedIn.account();
        Caller caller =
                new Caller(account.getId(), account.getEmail(), Set.of(account.getRole()), clock.instant(), Map.of());
        return JsonText.object()
                .add("token", signedIn.token())
                .add("refresh_token", signedIn.refreshToken())
                .add("expires_in", signedIn.expiresInSeconds())
                .add("user", user(account))
                .add("organizations", organizations.of(caller));
    }

    /** The answer to a right password: the session, or <code>{challenge,expires_in,setup}</code>. */
    public Response response(SignInOutcome outcome, SignInClient client) {
        if (outcome instanceof SignInService.SignedIn signedIn) {
            return response(signedIn, List.of(), client);
        }
        SignInOutcome.CodeRequired required = (SignInOutcome.CodeRequired) outcome;
        return Response.ok(Envelope.of(JsonText.object()
                        .add("challenge", required.challenge().token())
                        .add("expires_in", required.challenge().life().toSeconds())
                        .add("setup", required.setup())
                        .build()))
                .build();
    }

    /**
     * The answer to a sign-in; it makes the client a known device.
     *
     * @param recoveryCodes those of a factor that was set up with it
     */
    Response response(SignInService.SignedIn signedIn, List<String> recoveryCodes, SignInClient client) {
        JsonObjectBuilder session = of(signedIn);
        if (!recoveryCodes.isEmpty()) {
            session.add("recovery_codes", JsonText.array(recoveryCodes));
        }
        Response.ResponseBuilder response = Response.ok(Envelope.of(session.build()));
        if (signedIn.deviceToken() != null) {
            cookie.write(response, client, signedIn.deviceToken());
        }
        return response.build();
    }

    /** {@code {user,organizations}} of a caller, who may have no account here. */
    public JsonObject of(Caller caller) {
        return JsonText.object()
                .add(
                        "user",
                        accounts.find(caller.userId()).map(SignInJson::user).orElseGet(() -> user(caller)))
                .add("organizations", organizations.of(caller))
                .build();
    }

    private static JsonObject user(Account account) {
        return user(account.getId(), account.getEmail(), account.getName(), account.getRole());
    }

    private static JsonObject user(Caller caller) {
        String name = caller.email() == null ? caller.userId() : caller.email();
        String role = caller.isPlatformAdmin()
                ? Caller.ADMIN
                : caller.roles().stream().sorted().findFirst().orElse("user");
        return user(caller.userId(), caller.email(), name, role);
    }

    private static JsonObject user(String id, String email, String name, String role) {
        JsonObjectBuilder user = JsonText.object().add("id", id);
        return (email == null ? user.addNull("email") : user.add("email", email))
                .add("name", name)
                .add("role", role)
                .build();
    }
}
