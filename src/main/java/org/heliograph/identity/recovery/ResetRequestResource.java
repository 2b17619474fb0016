package org.heliograph.identity.recovery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.client.DeviceCookie;
import org.heliograph.rest.Envelope;

/** {@code POST /api/auth/reset/request}: mails a reset link, if the address has an account. The answer does not depend on that. */
@Path("auth/reset/request")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
@SecurityRequirements
public class ResetRequestResource {
    private static final int MAX_EMAIL_LENGTH = 254;

    record ResetLinkRequest(
            @NotBlank @Size(max = MAX_EMAIL_LENGTH) String email) {}

    @Inject
    private ResetRequestService requests;

    @Inject
    private DeviceCookie device;

    @Inject
    private HttpServletRequest http;

    @Audited(AuditAction.PASSWORD_RESET_REQUEST)
    @Operation(summary = "Mail a reset link to the address, if it has an account; only where there is a mail server")
    @APIResponse(responseCode = "200", ref = "Empty")
    @POST
    public JsonObject request(ResetLinkRequest request) {
        requests.accept(request.email(), device.read(http));
        return Envelope.of(JsonValue.EMPTY_JSON_OBJECT);
    }
}
