package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;

/** {@code /v1/status/{slug}/maintenances?month=YYYY-MM}, for the readers of a page. */
@Root(Root.OPEN)
@Path("status/{slug}/maintenances")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class PublicMaintenanceResource {
    @Inject
    private MonthResponse answer;

    @Operation(summary = "Maintenances of a month")
    @APIResponse(responseCode = "200", ref = "Maintenances")
    @GET
    public JsonObject ofMonth(
            @PathParam("slug") String slug,
            @QueryParam("month") String month,
            @HeaderParam("Authorization") String authorization) {
        return answer.of(MaintenanceService.KIND, slug, month, authorization);
    }
}
