package org.heliograph.operations.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditRepository;
import org.heliograph.audit.AuditRow;
import org.heliograph.audit.AuditSearch;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListPage;

/**
 * {@code /api/audit}: the audit trail. With {@code org_id} it is that of an organisation, for its owners and admins; without, that of
 * the installation with everything, for the platform role admin.
 */
@Path("audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class AuditResource {
    @Inject
    private AuditRepository rows;

    @Inject
    private AuditExport export;

    @Inject
    private ExportLimiter exports;

    @Inject
    private OrganizationAccess access;

    @Inject
    private CurrentCaller caller;

    @Context
    private UriInfo uri;

    @Operation(
            summary = "Rows of the audit trail, newest first; for admins of the organisation, or of the installation")
    @Parameter(name = "org_id", description = "An organisation; absent for the whole installation")
    @Parameter(name = "action", description = "Such as auth-key.create, or auth-key for all of its kind")
    @Parameter(name = "outcome", description = "done or failed")
    @Parameter(name = "actor", description = "Id or e-mail address of who acted")
    @Parameter(name = "address", description = "Address of the client")
    @Parameter(name = "search", description = "Part of the name or id of the actor or the target, or of the reason")
    @Parameter(
            name = "from",
            description = "The first moment, or day in UTC; a row of several failures counts by the last of them")
    @Parameter(name = "until", description = "The moment after the last one, or the last day in UTC")
    @APIResponse(responseCode = "200", ref = "AuditRows")
    @GET
    public Response list() {
        ListPage page = ListPage.of(uri);
        AuditSearch search = search();
        AuditSearch older = page.after(0, 1).map(search::before).orElse(search);
        return page.respond(
                new ListPage.Rows<>(rows.find(older, page.readLimit()), row -> List.of(row.id()), AuditRow::json),
                Envelope::of);
    }

    /** The rows of a search as a file, {@value AuditExport#MOST} at most. @throws ApiException 429 or 503 while there are other exports */
    @Operation(summary = "Rows of the audit trail as a file, newest first; as the list")
    @Parameter(name = "format", description = "json, which is the default, or csv")
    @Parameter(name = "org_id", description = "An organisation; absent for the whole installation")
    @Parameter(name = "action", description = "As in the list, like the further filters")
    @APIResponse(responseCode = "200", ref = "AuditFile")
    @GET
    @Path("export")
    public Response export() {
        AuditSearch search = search();
        boolean csv = AuditFilters.isCsv(uri.getQueryParameters());
        ExportLimiter.Export running = exports.begin(caller.get().userId(), search.orgId());
        StreamingOutput body = out -> {
            try (running) {
                export.write(search, csv, running.to(out));
            }
        };
        return Response.ok(body)
                .type(csv ? "text/csv;charset=UTF-8" : "application/json;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"audit." + (csv ? "csv" : "json") + "\"")
                .build();
    }

    private AuditSearch search() {
        Caller reader = caller.get();
        AuditSearch search = AuditFilters.parse(uri.getQueryParameters());
        if (search.orgId() == null) {
            caller.requirePlatformAdmin();
        } else {
            access.requireAdmin(reader, search.orgId());
        }
        return search;
    }
}
