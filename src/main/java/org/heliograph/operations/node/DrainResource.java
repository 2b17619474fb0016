package org.heliograph.operations.node;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.BodyReader;
import org.heliograph.rest.Envelope;

/** {@code /api/operations/drain}: drains the node that answers, before it is stopped. */
@Path("operations/drain")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DrainResource {
    /** @param overSeconds absent for the configured time */
    record DrainRequest(@Min(0) @Max(Node.MAX_DRAIN_SECONDS) Integer overSeconds) {}

    @Inject
    private Node node;

    @Inject
    private CurrentCaller caller;

    @Operation(summary = "Whether this node is being drained; platform role admin")
    @APIResponse(responseCode = "200", ref = "Drain")
    @GET
    public JsonObject state() {
        caller.requirePlatformAdmin();
        return Envelope.of(node.report());
    }

    /** @param json a {@link DrainRequest}, or empty */
    @Audited(AuditAction.NODE_DRAIN)
    @Operation(summary = "Drain this node; platform role admin")
    @Schema(implementation = DrainRequest.class)
    @APIResponse(responseCode = "202", ref = "Drain")
    @POST
    public Response begin(InputStream json) throws IOException {
        caller.requirePlatformAdmin();
        Integer seconds = BodyReader.readOptional(json)
                .map(body -> body.as(DrainRequest.class).overSeconds())
                .orElse(null);
        node.drain(seconds == null ? node.defaultDrainTime() : Duration.ofSeconds(seconds));
        return Response.accepted(Envelope.of(node.report())).build();
    }

    @Audited(AuditAction.NODE_UNDRAIN)
    @Operation(summary = "Stop draining this node; platform role admin")
    @APIResponse(responseCode = "200", ref = "Drain")
    @DELETE
    public JsonObject cancel() {
        caller.requirePlatformAdmin();
        node.undrain();
        return Envelope.of(node.report());
    }
}
