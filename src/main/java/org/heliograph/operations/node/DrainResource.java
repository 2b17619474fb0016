package org.heliograph.operations.node;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.OptionalInt;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.Body;
import org.heliograph.rest.Envelope;

/** {@code /api/operations/drain}: drains the node that answers, before it is stopped. */
@Path("operations/drain")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DrainResource {
    @Inject
    private Node node;

    @Inject
    private CurrentCaller caller;

    @GET
    public JsonObject state() {
        caller.requirePlatformAdmin();
        return Envelope.of(node.report());
    }

    /** @param json {@code {"over_seconds":n}}, or nothing for the configured time */
    @POST
    public Response begin(String json) {
        caller.requirePlatformAdmin();
        OptionalInt seconds = json.isBlank()
                ? OptionalInt.empty()
                : Body.parse(json).optionalInteger("over_seconds", 0, Node.MAX_DRAIN_SECONDS);
        node.drain(seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : node.defaultDrainTime());
        return Response.accepted(Envelope.of(node.report())).build();
    }

    @DELETE
    public JsonObject cancel() {
        caller.requirePlatformAdmin();
        node.undrain();
        return Envelope.of(node.report());
    }
}
