package org.heliograph.operations.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.node.Node;
import org.heliograph.operations.nodes.NodeDirectory;
import org.heliograph.operations.question.Answers;
import org.heliograph.rest.BodyReader;

/** {@code /api/admin/nodes}: every node with its figures, and draining any of them. */
@Path("admin/nodes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class NodesResource {
    /** @param overSeconds absent for the time that is configured for the node */
    record NodeDrainRequest(
            @Min(0) @Max(Node.MAX_DRAIN_SECONDS) Integer overSeconds) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private NodeDirectory directory;

    @Inject
    private ConsoleService service;

    @Operation(summary = "All nodes of the installation with their figures; platform role admin")
    @APIResponse(responseCode = "200", ref = "Nodes")
    @GET
    public JsonObject list() {
        caller.requirePlatformAdmin();
        JsonArrayBuilder rows = JsonText.array();
        directory.nodes().forEach(node -> rows.add(NodeRows.row(node)));
        return ConsoleList.of(rows.build(), List.of());
    }

    /** @param json a {@link NodeDrainRequest}, or empty */
    @Audited(AuditAction.NODE_DRAIN)
    @Operation(
            summary =
                    "Drain a node, named by its id or by a name that no other node has, whichever node is asked; platform role admin")
    @Schema(implementation = NodeDrainRequest.class)
    @APIResponse(responseCode = "202", ref = "DrainedNodes")
    @POST
    @Path("{node}/drain")
    public Response drain(@PathParam("node") String node, InputStream json) throws IOException {
        caller.requirePlatformAdmin();
        Integer seconds = BodyReader.readOptional(json)
                .map(body -> body.as(NodeDrainRequest.class).overSeconds())
                .orElse(null);
        return accepted(service.drain(node, seconds));
    }

    @Audited(AuditAction.NODE_UNDRAIN)
    @Operation(summary = "Stop draining a node, named in the same way, whichever node is asked; platform role admin")
    @APIResponse(responseCode = "202", ref = "DrainedNodes")
    @POST
    @Path("{node}/undrain")
    public Response undrain(@PathParam("node") String node) {
        caller.requirePlatformAdmin();
        return accepted(service.undrain(node));
    }

    private static Response accepted(Answers answers) {
        JsonArrayBuilder reports = JsonText.array();
        answers.answers().forEach(answer -> reports.add(answer.json()));
        return Response.accepted(ConsoleList.of(reports.build(), answers.missing()))
                .build();
    }
}
