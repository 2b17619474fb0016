package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.AccountRepository;
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
    private SignInJson answer;

    @Inject
    private AccountRepository accounts;

    @Inject
    private CurrentCaller caller;

    @Inject
    @Claim(standard = Claims.sub)
    private String userId;

    @Operation(summary = "Sign in")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("login")
    public JsonObject login(LoginRequest request) {
        return Envelope.of(answer.of(signIn.login(request.email(), request.password())));
    }

    @Operation(summary = "Exchange a refresh token, once, for new tokens")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("refresh")
    public JsonObject refresh(RefreshRequest request) {
        return Envelope.of(answer.of(signIn.refresh(request.refreshToken())));
    }

    @Operation(summary = "End the session of a refresh token")
    @SecurityRequirements
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    @Path("logout")
    public JsonObject logout(RefreshRequest request) {
        signIn.logout(request.refreshToken());
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Operation(summary = "Change the password and end every other session")
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    @Path("password")
    public JsonObject changePassword(ChangePasswordRequest request) {
        caller.get();
        Account account =
                accounts.find(userId).orElseThrow(() -> ApiException.forbidden("This account has no password here."));
        return Envelope.of(answer.of(signIn.changePassword(account, request.currentPassword(), request.newPassword())));
    }

    @Operation(summary = "The caller and their organisations")
    @APIResponse(responseCode = "200", ref = "Me")
    @GET
    @Path("me")
    public JsonObject me() {
        return Envelope.of(answer.of(caller.get()));
    }
}
