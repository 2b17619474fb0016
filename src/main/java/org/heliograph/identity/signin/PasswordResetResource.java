package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.account.Account;
import org.heliograph.identity.account.HashLane;
import org.heliograph.identity.account.PasswordHasher;
import org.heliograph.identity.account.PasswordPolicy;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;

/** {@code POST /api/auth/reset}: sets a new password by a reset link, and signs in. */
@Path("auth/reset")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@SecurityRequirements
public class PasswordResetResource {
    record ResetPasswordRequest(
            @AsSent @NotEmpty @Size(max = 200) String token,

            @AsSent @NotEmpty @Size(max = AuthResource.LONGEST_PASSWORD)
            String newPassword) {}

    @Inject
    private PasswordResetService resets;

    @Inject
    private PasswordHasher passwords;

    @Inject
    private PasswordPolicy policy;

    @Inject
    private SignInService signIn;

    @Inject
    private PasswordRule passwordRule;

    @Inject
    private SignInJson answer;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    @Audited(AuditAction.PASSWORD_RESET)
    @Operation(summary = "Set a new password by a reset link, end every session, and sign in")
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    public Response reset(ResetPasswordRequest request) {
        Account account = resets.find(request.token()).orElseThrow(PasswordResetResource::invalid);
        passwordRule.require(account);
        policy.require(request.newPassword(), account.getEmail());
        // the link proves more than a device: failures of others do not keep its holder out
        String hash = passwords.hash(request.newPassword(), HashLane.device(account.getId()));
        SignInClient client = device.read(http);
        Account changed = resets.redeem(request.token(), hash).orElseThrow(PasswordResetResource::invalid);
        // the link is in the place of the password, and not of the second factor
        return answer.response(signIn.begin(changed, client), client);
    }

    private static ApiException invalid() {
        return new ApiException(401, "INVALID_RESET_LINK", "The reset link is unknown, used or expired.");
    }
}
