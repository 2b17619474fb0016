package org.heliograph.uptime.appearance;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;

/**
 * {@code GET /v1/logos/{name}}: the logo of a status page. A picture cannot send a password; who knows the name of one has read its page.
 * The policy that forbids it everything is set with the other headers ({@link org.heliograph.rest.SecurityHeaders}).
 */
@Root(Root.OPEN)
@Path("logos/{name}")
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements
public class LogoResource {
    @Inject
    private LogoRepository logos;

    @Operation(summary = "The logo of a status page")
    @APIResponse(responseCode = "200", ref = "Logo")
    @GET
    public Response read(@PathParam("name") String name) {
        byte[] content = logos.find(name).orElseThrow(() -> ApiException.notFound("There is no such logo."));
        return Response.ok(content)
                .type(LogoFile.TYPES.get(name.substring(name.indexOf('.') + 1)))
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .build();
    }
}
