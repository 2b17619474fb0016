package org.heliograph.dialect.channels;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.event.Publication;
import org.heliograph.event.Timestamps;
import org.heliograph.hub.TransientPublisher;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.platform.trace.CurrentTrace;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.AsSent;
import org.heliograph.rest.Envelope;

/**
 * {@code POST /api/publish}: publishes on a channel, for services without access to Redis and for the console. What the installation itself
 * publishes cannot be imitated with a token, whatever its role.
 */
@Path("publish")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels")
public class PublishResource {
    /** The platform role of services that publish. */
    static final String SERVICE_ROLE = "service";

    private static final String RESERVED = "announcements, system:* and users:*";

    private static final int MAX_NAME_LENGTH = 250;
    /** Every publication has an event name; the frames of this dialect do not show it. */
    private static final String EVENT = "event";

    record PublishRequest(
            @AsSent @NotEmpty @Size(max = MAX_NAME_LENGTH) String channel,
            @NotNull JsonValue data) {}

    @Inject
    private CurrentCaller currentCaller;

    @Inject
    @Claim(standard = Claims.groups)
    private Set<String> groups;

    @Inject
    private TransientPublisher publisher;

    @Inject
    private Clock clock;

    @Unaudited("a message of a service, which is not kept")
    @Operation(
            summary =
                    "Publish on a channel, but not on announcements, system:* and users:*; platform roles service and admin")
    @APIResponse(responseCode = "200", ref = "Published")
    @POST
    public JsonObject publish(PublishRequest request) {
        currentCaller.get();
        if (!groups.contains(Caller.ADMIN) && !groups.contains(SERVICE_ROLE)) {
            throw ApiException.forbidden("Only services and administrators publish on channels.");
        }
        Channel channel = Channel.parse(request.channel())
                .orElseThrow(() -> new ApiException(400, "INVALID_FIELD", "There is no channel of this name."));
        if (channel.isReserved()) {
            throw ApiException.forbidden("On " + RESERVED + " only Heliograph itself publishes.");
        }
        Instant now = Timestamps.now(clock);
        publisher.publish(
                new Publication(
                                channel.topic(),
                                Publication.UNLOGGED,
                                EVENT,
                                request.data().toString(),
                                now)
                        .tracedBy(CurrentTrace.text()),
                null);
        return Envelope.of(JsonText.object()
                .add("channel", channel.name())
                .add("timestamp", Timestamps.format(now))
                .build());
    }
}
