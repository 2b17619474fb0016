package org.heliograph.identity.oidc;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.InvalidTokenException;
import org.heliograph.identity.provider.LogoutNotice;
import org.heliograph.identity.provider.ProviderClient;
import org.heliograph.json.JsonText;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.platform.MonotonicTime;

/** {@code POST /api/auth/oidc/logout}: the provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0). */
@Path("auth/oidc/logout")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class BackChannelLogoutResource {
    private static final Logger LOG = Logger.getLogger(BackChannelLogoutResource.class.getName());
    private static final String PARAMETER = "logout_token=";
    private static final int MAX_BYTES = 1 << 16;
    private static final int BAD_REQUEST = 400;
    private static final long LOG_MILLIS = 60_000;
    private static final AtomicLong LOGGED_AT = new AtomicLong(MonotonicTime.millis() - LOG_MILLIS);

    @Inject
    private ProviderClient provider;

    @Inject
    private ProviderLogoutService service;

    @Audited(AuditAction.SESSION_END)
    @Operation(summary = "End the sessions that a logout token of the OpenID Connect provider names; for the provider")
    @RequestBody(description = "logout_token")
    @SecurityRequirements
    @APIResponse(responseCode = "200", description = "Ended, here and on every node")
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logout(InputStream body) throws IOException {
        try {
            LogoutNotice notice = provider.logoutNotice(token(body));
            int ended = service.end(notice);
            LOG.log(Level.FINE, "the provider ended {0} sessions", ended);
            return Response.ok().header("Cache-Control", "no-store").build();
        } catch (InvalidTokenException invalid) {
            return refused(invalid.getMessage());
        } catch (RuntimeException failed) {
            if (DatabaseException.isDuplicate(failed)) {
                return refused("The token was used before.");
            }
            throw failed;
        }
    }

    private static String token(InputStream body) throws IOException, InvalidTokenException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new InvalidTokenException("The body is too long.");
        }
        try {
            return Arrays.stream(new String(bytes, StandardCharsets.US_ASCII).split("&"))
                    .filter(parameter -> parameter.startsWith(PARAMETER))
                    .findFirst()
                    .map(parameter ->
                            URLDecoder.decode(parameter.substring(PARAMETER.length()), StandardCharsets.UTF_8))
                    .orElseThrow(() -> new InvalidTokenException("The parameter logout_token is missing."));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidTokenException("The body is malformed.");
        }
    }

    private static Response refused(String reason) {
        long now = MonotonicTime.millis();
        long last = LOGGED_AT.get();
        // anybody may send one
        boolean logged = now - last >= LOG_MILLIS && LOGGED_AT.compareAndSet(last, now);
        LOG.log(
                logged ? Level.WARNING : Level.FINE,
                "a logout token was refused (said once a minute at most): {0}",
                reason);
        return Response.status(BAD_REQUEST)
                .header("Cache-Control", "no-store")
                .entity(JsonText.object()
                        .add("error", "invalid_request")
                        .add("error_description", reason)
                        .build())
                .build();
    }
}
