package org.heliograph.operations.overview;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.identity.screen.AlertAccess;
import org.heliograph.json.JsonText;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.Envelope;

/**
 * {@code GET /api/overview}: what needs attention now, as far as the caller may see it. A part that the caller may not see, or that was not
 * asked for, is null, which is something else than empty.
 */
@Path("overview")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class OverviewResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private AlertAccess alertAccess;

    @Inject
    private OrganizationAccess access;

    @Inject
    private AlertOverview alerts;

    @Inject
    private MachineOverview machines;

    @Inject
    private ServiceOverview services;

    @Inject
    private HttpServletRequest request;

    @Operation(summary = "What needs attention now: alerts, machines, and for administrators services and notices")
    @Parameter(name = "org_id", description = "The organisation of the machines; absent for none")
    @APIResponse(responseCode = "200", ref = "Overview")
    @GET
    public JsonObject read(@QueryParam("org_id") String orgId) {
        Caller reader = caller.get();
        alertAccess.requireReader(request);
        JsonObjectBuilder overview = JsonText.object().add("alerts", alerts.read());
        if (orgId == null || orgId.isEmpty()) {
            overview.add("machines", JsonValue.NULL);
        } else {
            access.requireMember(reader, orgId);
            overview.add("machines", machines.read(orgId));
        }
        if (reader.isPlatformAdmin()) {
            ServiceOverview.NotUp notUp = services.notUp();
            ServiceOverview.Incidents incidents = services.incidents();
            overview.add("services", notUp.listed())
                    .add("services_count", notUp.count())
                    .add("services_in_maintenance", notUp.inMaintenance())
                    .add("incidents", incidents.listed())
                    .add("incidents_count", incidents.count())
                    .add("maintenances", services.maintenances());
        } else {
            overview.add("services", JsonValue.NULL)
                    .add("services_count", JsonValue.NULL)
                    .add("services_in_maintenance", JsonValue.NULL)
                    .add("incidents", JsonValue.NULL)
                    .add("incidents_count", JsonValue.NULL)
                    .add("maintenances", JsonValue.NULL);
        }
        return Envelope.of(overview.build());
    }
}
