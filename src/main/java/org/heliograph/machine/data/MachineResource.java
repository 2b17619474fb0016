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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;
import org.heliograph.json.JsonText;
import org.heliograph.machine.MachineColumns;
import org.heliograph.machine.MachineField;
import org.heliograph.machine.MachineListener;
import org.heliograph.query.DataQuery;
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
    /** What a new row has beside the columns of a {@link MachinePatch}. */
    private record RowOwner(@NotBlank @Size(max = 64) String orgId) {}

    @Inject
    private OrganizationScope reach;

    @Inject
    private MachineService machines;

    @Inject
    private MachineRepository rows;

    @Inject
    private EventLog log;

    @Inject
    private Clock clock;

    @Context
    private UriInfo uri;

    /** The rows; of a single organisation with the position of its events, which is read first, so that none is missed. */
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
        Set<String> orgIds = reach.forReading(query);
        Response.ResponseBuilder response = Response.ok();
        if (orgIds.size() == 1) {
            Topic topic = Topic.ofOrganization(orgIds.iterator().next(), MachineListener.CHANNEL);
            response.header(SequenceHeader.HEADER, log.position(topic));
        }
        return response.entity(Envelope.of(array(rows.read(query, orgIds)))).build();
    }

    @Operation(summary = "Add a machine")
    @APIResponse(responseCode = "201", ref = "Machines")
    @POST
    public Response create(Body body) {
        reach.requireSignedIn();
        String orgId = body.partAs(RowOwner.class).orgId();
        reach.requireAdmin(orgId);
        DataQuery query = query();
        String name = MachineField.NAME.require(body);
        MachinePatch columns =
                MachinePatch.parse(JsonText.object(body.json()).remove("org_id").build(), clock.instant());
        JsonObject row = machines.create(orgId, name, columns, query);
        return Response.status(Response.Status.CREATED)
                .entity(Envelope.of(array(List.of(row))))
                .build();
    }

    @Operation(summary = "Change the machines that match the filters")
    @APIResponse(responseCode = "200", ref = "Machines")
    @PATCH
    public JsonObject patch(Body body) {
        Set<String> orgIds = reach.forWriting();
        DataQuery query = filtered();
        MachinePatch columns = MachinePatch.parse(body.json(), clock.instant());
        if (columns.isEmpty()) {
            throw ApiException.badRequest("The body names no column to write.");
        }
        return Envelope.of(array(machines.patch(query, orgIds, columns)));
    }

    @Operation(summary = "Delete the machines that match the filters")
    @APIResponse(responseCode = "200", ref = "Machines")
    @DELETE
    public JsonObject delete() {
        Set<String> orgIds = reach.forWriting();
        return Envelope.of(array(machines.delete(filtered(), orgIds)));
    }

    private DataQuery filtered() {
        DataQuery query = query();
        if (!query.filtered()) {
            throw ApiException.badRequest("Say which machines: a change needs a filter.");
        }
        return query;
    }

    private DataQuery query() {
        Map<String, List<String>> parameters = new HashMap<>(uri.getQueryParameters());
        // may carry the credential (docs/protocols.md)
        parameters.remove("token");
        return DataQuery.parse(MachineColumns.ALL, parameters);
    }

    private static JsonArray array(List<JsonObject> rows) {
        JsonArrayBuilder array = JsonText.array();
        rows.forEach(array::add);
        return array.build();
    }
}
