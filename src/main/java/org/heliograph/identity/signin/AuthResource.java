package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.AccessTokenFactory;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/** {@code /api/auth}: sign-in, refresh, sign-out, password change, and the signed-in user. */
@Path("auth")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class AuthResource {
    /** The longest password that is accepted, in characters. */
    public static final int LONGEST_PASSWORD = 200;

    private static final int MAX_EMAIL_LENGTH = 254;
    private static final int MAX_TOKEN_LENGTH = 200;

    record LoginRequest(
            @NotBlank @Size(max = MAX_EMAIL_LENGTH) String email,
            @AsSent @NotEmpty @Size(max = LONGEST_PASSWORD) String password) {}

    record RefreshRequest(
            @AsSent @NotEmpty @Size(max = MAX_TOKEN_LENGTH) String refreshToken) {}

    record ChangePasswordRequest(
            @AsSent @NotEmpty @Size(max = LONGEST_PASSWORD) String currentPassword,
            @AsSent @NotEmpty @Size(max = LONGEST_PASSWORD) String newPassword) {}

    @Inject
    private SignInService signIn;

    @Inject
    private ProviderSignOut provider;

    @Inject
    private SignInJson answer;

    @Inject
    private AccountRepository accounts;

    @Inject
    private CurrentCaller caller;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    @Inject
    @Claim(standard = Claims.sub)
    private String userId;

    @Audited(AuditAction.SIGN_IN)
    @Operation(summary = "Sign in; X-Heliograph-Device makes a client without cookies a known device")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("login")
    public Response login(LoginRequest request) {
        SignInClient client = device.read(http);
        return answer.response(signIn.login(request.email(), request.password(), client), client);
    }

    @Audited(AuditAction.SESSION_REFRESH)
    @Operation(summary = "Exchange a refresh token for new tokens; a lost answer may be asked for again within seconds")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("refresh")
    public Response refresh(RefreshRequest request) {
        SignInClient client = device.read(http);
        return answer.response(signIn.refresh(request.refreshToken(), client), client);
    }

    @Audited(AuditAction.SESSION_END)
    @Operation(
            summary =
                    "End the session of a refresh token; logout_url is where the browser ends that of the OpenID Connect provider")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "SignedOut")
    @POST
    @Path("logout")
    public JsonObject logout(RefreshRequest request) {
        Optional<String> url = provider.urlOf(request.refreshToken());
        signIn.logout(request.refreshToken());
        return Envelope.of(
                url.map(address -> JsonText.object().add("logout_url", address).build())
                        .orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    @Audited(AuditAction.SESSION_END_ALL)
    @Operation(summary = "End every session of the caller's account, on every device")
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    @Path("logout-everywhere")
    public JsonObject logoutEverywhere() {
        signIn.logoutEverywhere(caller.get().userId());
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Audited(AuditAction.PASSWORD_CHANGE)
    @Operation(summary = "Change the password and end every other session")
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("password")
    public Response changePassword(ChangePasswordRequest request) {
        String session = AccessTokenFactory.session(caller.get());
        Account account =
                accounts.find(userId).orElseThrow(() -> ApiException.forbidden("This account has no password here."));
        SignInClient client = device.read(http);
        return answer.response(
                signIn.changePassword(account, request.currentPassword(), request.newPassword(), session, client),
                client);
    }

    @Operation(summary = "The caller and their organisations")
    @APIResponse(responseCode = "200", ref = "Me")
    @GET
    @Path("me")
    public JsonObject me() {
        return Envelope.of(answer.of(caller.get()));
    }
}
