package org.heliograph.identity.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
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
import org.heliograph.audit.Unaudited;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.identity.client.SignInClient;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/** {@code /api/auth/challenge}: the second step of a sign-in. */
@Path("auth/challenge")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@SecurityRequirements
public class FactorSignInResource {
    private static final int LONGEST_CHALLENGE = 200;
    private static final int LONGEST_CODE = 100;

    record CodeRequest(
            @AsSent @NotEmpty @Size(max = LONGEST_CHALLENGE) String challenge,
            @NotBlank @Size(max = LONGEST_CODE) String code) {}

    record ChallengeRequest(
            @AsSent @NotEmpty @Size(max = LONGEST_CHALLENGE) String challenge) {}

    @Inject
    private FactorSignInService signIn;

    @Inject
    private FactorProofService proofs;

    @Inject
    private SignInJson answer;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    @Audited(AuditAction.SIGN_IN)
    @Operation(summary = "Complete a sign-in with a code of the app, or a recovery code")
    @APIResponse(responseCode = "200", ref = "Session")
    @POST
    public Response complete(CodeRequest request) {
        SignInClient client = device.read(http);
        FactorSignInService.Completed completed = signIn.complete(request.challenge(), request.code(), client);
        return answer.response(completed.signedIn(), completed.recoveryCodes(), client);
    }

    @Unaudited("nothing counts before the code that confirms it")
    @Operation(summary = "Begin to set up the second factor that this sign-in requires")
    @APIResponse(responseCode = "200", ref = "FactorSetup")
    @POST
    @Path("factor")
    public JsonObject setUp(ChallengeRequest request) {
        return Envelope.of(proofs.setUp(request.challenge()).json());
    }
}
