package org.heliograph.alert.refusal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;

/**
 * {@code /api/v1/alerts/refusals}: the reports of other systems that were refused (docs/alerts.md). Signed-in users read them,
 * administrators of the installation clear them.
 */
@Path("/v1/alerts/refusals")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class RefusalResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private RefusalService refusals;

    @Inject
    private AuditTrail audit;

    @Operation(summary = "Refused reports of other systems, by kind")
    @APIResponse(responseCode = "200", ref = "AlertRefusals")
    @GET
    public JsonArray list() {
        caller.get();
        return refusals.list();
    }

    @Audited(AuditAction.ALERT_REFUSALS_CLEAR)
    @Operation(summary = "Forget the refused reports; for administrators of the installation")
    @APIResponse(responseCode = "204", description = "They are forgotten")
    @DELETE
    @Transactional
    public Response clear() {
        caller.requirePlatformAdmin();
        refusals.clear();
        audit.record(AuditEntry.of(AuditAction.ALERT_REFUSALS_CLEAR));
        return Response.noContent().build();
    }
}
