package org.heliograph.alert.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.alert.AlertListener;
import org.heliograph.alert.AlertRequest;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.LogPosition;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.screen.AlertAccess;
import org.heliograph.rest.ListWindow;
import org.heliograph.rest.SequenceHeader;

/** {@code /api/v1/alerts} for signed-in users, and for reading also for screens (docs/alerts.md); responses have no envelope. */
@Path("/v1/alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
public class AlertResource {
    @Inject
    private AlertAccess access;

    @Inject
    private HttpServletRequest request;

    @Inject
    private AlertService alerts;

    @Inject
    private AlertRepository repository;

    @Inject
    private AlertSummary summary;

    @Inject
    private EventLog log;

    @Context
    private UriInfo uri;

    @Operation(summary = "Alerts, newest first; for signed-in users and screens")
    @Parameter(name = "site", description = "One or more sites")
    @Parameter(name = "severity", description = "critical, warning or info")
    @Parameter(name = "status", description = "Status of the alerts")
    @Parameter(name = "limit", description = "Most alerts")
    @Parameter(name = "before", description = "A time or the id of an alert")
    @APIResponse(responseCode = "200", ref = "Alerts")
    @GET
    @SecurityRequirements({
        @SecurityRequirement(name = "token"),
        @SecurityRequirement(name = "screen"),
        @SecurityRequirement(name = "screenHeader")
    })
    public Response list() {
        access.requireReader(request);
        AlertFilter filter = AlertFilter.parse(uri.getQueryParameters());
        LogPosition position = log.end(AlertListener.TOPIC);
        return SequenceHeader.of(repository.read(filter), position);
    }

    /** The response has the position of the alerts' events, which is read before the rows. */
    @Operation(summary = "A window of the sorted list of alerts, and how many match; for signed-in users and screens")
    @Parameter(name = "search", description = "Words in the site, message or source")
    @Parameter(name = "site", description = "One or more sites")
    @Parameter(name = "severity", description = "critical, warning or info")
    @Parameter(name = "status", description = "Status of the alerts")
    @Parameter(
            name = "sort",
            description =
                    "created_at, site, severity or status, with a hyphen before it for the reverse order; the newest"
                            + " are first without it")
    @Parameter(name = "offset", description = "Alerts before the first one")
    @Parameter(name = "limit", description = "Most alerts, 100 by default, at most 1000")
    @APIResponse(responseCode = "200", ref = "AlertList")
    @GET
    @Path("/list")
    @SecurityRequirements({
        @SecurityRequirement(name = "token"),
        @SecurityRequirement(name = "screen"),
        @SecurityRequirement(name = "screenHeader")
    })
    public Response window() {
        access.requireReader(request);
        List<String> others = new ArrayList<>(AlertSelection.NAMES);
        others.add("screen");
        ListWindow window = ListWindow.parse(uri.getQueryParameters(), AlertWindows.SORTS, others);
        AlertSelection selection = AlertSelection.parse(uri.getQueryParameters());
        LogPosition position = log.end(AlertListener.TOPIC);
        return SequenceHeader.of(repository.read(selection, window), position);
    }

    @Audited(AuditAction.ALERT_CREATE)
    @Operation(summary = "Create an alert; a role of heliograph.alerts.roles")
    @APIResponse(responseCode = "200", ref = "Alert")
    @POST
    public JsonObject create(AlertRequest alert) {
        access.requireOperator();
        return alerts.create(alert);
    }

    /** The figures above the list of the alerts page. */
    @Operation(summary = "Counts of alerts")
    @APIResponse(responseCode = "200", ref = "AlertSummary")
    @GET
    @Path("/summary")
    @SecurityRequirements({
        @SecurityRequirement(name = "token"),
        @SecurityRequirement(name = "screen"),
        @SecurityRequirement(name = "screenHeader")
    })
    public JsonObject summary() {
        access.requireReader(request);
        return summary.read();
    }

    @Operation(summary = "One alert")
    @APIResponse(responseCode = "200", ref = "Alert")
    @GET
    @Path("/{id}")
    @SecurityRequirements({
        @SecurityRequirement(name = "token"),
        @SecurityRequirement(name = "screen"),
        @SecurityRequirement(name = "screenHeader")
    })
    public JsonObject read(@PathParam("id") String id) {
        access.requireReader(request);
        return alerts.find(id);
    }

    @Audited(AuditAction.ALERT_RESOLVE)
    @Operation(summary = "Resolve an alert; a role of heliograph.alerts.roles")
    @APIResponse(responseCode = "200", ref = "Alert")
    @POST
    @Path("/{id}/resolve")
    public JsonObject resolve(@PathParam("id") String id) {
        return alerts.resolve(id, access.requireOperator());
    }

    @Audited(AuditAction.ALERT_ACKNOWLEDGE)
    @Operation(summary = "Acknowledge an alert; a role of heliograph.alerts.roles")
    @APIResponse(responseCode = "200", ref = "Alert")
    @POST
    @Path("/{id}/acknowledge")
    public JsonObject acknowledge(@PathParam("id") String id) {
        return alerts.acknowledge(id, access.requireOperator());
    }
}
