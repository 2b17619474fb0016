package org.heliograph.machine.data;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineListener;
import org.heliograph.organization.OrganizationAccess;
import org.heliograph.query.DataQuery;
import org.heliograph.query.Operator;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.SequenceHeader;

/** {@code /api/db/machines} (docs/protocols.md). */
@Path("/db/machines")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
@Schema(ref = "MachineColumns")
public class MachineResource {
    /** The field of a new row beside the columns of {@link MachinePatch}. */
    private record RowOwner(@NotBlank @Size(max = 64) String orgId) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private OrganizationAccess access;

    @Inject
    private MachineService machines;

    @Inject
    private MachineRepository repository;

    @Inject
    private EventLog log;

    @Inject
    private Clock clock;

    @Context
    private UriInfo uri;

    /**
     * Returns the matching rows. For a single organisation the response has the position of its events, which is read before
     * the rows, so that a client that resumes there misses none.
     */
    @Operation(summary = "Read machines by filters such as status=eq.online")
    @Parameter(name = "org_id", description = "An organisation")
    @Parameter(name = "select", description = "Columns, comma separated")
    @Parameter(name = "order", description = "Columns with .asc or .desc")
    @Parameter(name = "limit", description = "Most rows")
    @Parameter(name = "offset", description = "Rows to skip")
    @APIResponse(responseCode = "200", ref = "Machines")
    @GET
    public Response read() {
        DataQuery query = query();
        Set<String> orgIds = readableOrganizations(query);
        Response.ResponseBuilder response = Response.ok();
        if (orgIds.size() == 1) {
            Topic topic = Topic.ofOrganization(orgIds.iterator().next(), MachineListener.CHANNEL);
            SequenceHeader.add(response, log.end(topic));
        }
        return response.entity(Envelope.of(array(repository.read(query, orgIds))))
                .build();
    }

    @Audited(AuditAction.MACHINE_CREATE)
    @Operation(summary = "Add a machine")
    @APIResponse(responseCode = "201", ref = "Machines")
    @POST
    public Response create(Body body) {
        Caller user = caller.get();
        String orgId = body.partAs(RowOwner.class).orgId();
        access.requireAdmin(user, orgId);
        access.requireName(orgId);
        DataQuery query = query();
        String name = MachineField.NAME.require(body);
        MachinePatch patch =
                MachinePatch.parse(JsonText.object(body.json()).remove("org_id").build(), clock.instant());
        JsonObject row = machines.create(orgId, name, patch, query, user.userId());
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(array(List.of(row))))
                .build();
    }

    @Audited(AuditAction.MACHINE_UPDATE)
    @Operation(summary = "Change the machines that match the filters")
    @APIResponse(responseCode = "200", ref = "Machines")
    @PATCH
    public JsonObject patch(Body body) {
        Set<String> orgIds = writableOrganizations();
        DataQuery query = conditionalQuery();
        MachinePatch patch = MachinePatch.parse(body.json(), clock.instant());
        if (patch.isEmpty()) {
            throw ApiException.badRequest("The body contains no column.");
        }
        return Envelope.of(array(machines.patch(query, orgIds, patch)));
    }

    @Audited(AuditAction.MACHINE_DELETE)
    @Operation(summary = "Delete the machines that match the filters")
    @APIResponse(responseCode = "200", ref = "Machines")
    @DELETE
    public JsonObject delete() {
        Set<String> orgIds = writableOrganizations();
        return Envelope.of(array(machines.delete(conditionalQuery(), orgIds)));
    }

    /** The caller's organisations, or those that the query names. @throws ApiException 403 when one is not the caller's */
    private Set<String> readableOrganizations(DataQuery query) {
        Set<String> orgIds = new HashSet<>(access.rolesOf(caller.get()).keySet());
        query.conditionsOn("org_id")
                .filter(condition -> condition.operator() == Operator.EQ || condition.operator() == Operator.IN)
                .forEach(condition -> {
                    if (!orgIds.containsAll(condition.values())) {
                        throw ApiException.forbidden("You are not a member of this organisation.");
                    }
                    orgIds.retainAll(condition.values());
                });
        return orgIds;
    }

    /** The organisations that the caller administers. @throws ApiException 403 when there is none */
    private Set<String> writableOrganizations() {
        Set<String> orgIds = access.rolesOf(caller.get()).entrySet().stream()
                .filter(entry -> entry.getValue().administers())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (orgIds.isEmpty()) {
            throw ApiException.forbidden("Only admins and owners of an organisation may change machines.");
        }
        return orgIds;
    }

    private DataQuery conditionalQuery() {
        DataQuery query = query();
        if (!query.hasConditions()) {
            throw ApiException.badRequest("A change requires a filter.");
        }
        return query;
    }

    private DataQuery query() {
        return DataQuery.parse(MachineColumns.ALL, uri.getQueryParameters());
    }

    private static JsonArray array(List<JsonObject> rows) {
        JsonArrayBuilder array = JsonText.array();
        rows.forEach(array::add);
        return array.build();
    }
}
