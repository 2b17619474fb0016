package org.heliograph.machine.history;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.event.Timestamps;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** How many machines of an organisation were online, for its members (docs/protocols.md). */
@Path("/machine-history")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Machines")
public class MachineHistoryResource {
    /** Periods of a response: the hours of 90 days, and more than the minutes of a day. */
    private static final int MOST = 2_200;

    @Inject
    private MemberCheck members;

    @Inject
    private OnlineHistoryRepository history;

    /** A period that is missing was not sampled: no server was there, or the organisation had no machines. */
    @Operation(summary = "How many machines were online, by minute of a day, hour of 90 days, or day")
    @Parameter(name = "org_id", description = "An organisation", required = true)
    @Parameter(name = "resolution", description = "minute, which is the default, hour or day")
    @Parameter(name = "from", description = "The first moment; absent for all that is kept")
    @APIResponse(responseCode = "200", ref = "MachineHistory")
    @GET
    public JsonObject history(
            @QueryParam("org_id") String orgId,
            @QueryParam("resolution") String resolution,
            @QueryParam("from") String from) {
        members.require(orgId);
        HistoryResolution chosen = resolution == null || resolution.isEmpty()
                ? HistoryResolution.MINUTE
                : HistoryResolution.parse(resolution)
                        .orElseThrow(
                                () -> ApiException.badRequest("The parameter resolution must be minute, hour or day."));
        List<OnlineHistoryRepository.Point> newest = new ArrayList<>(history.read(orgId, chosen, moment(from), MOST));
        Collections.reverse(newest);
        JsonArrayBuilder points = JsonText.array();
        newest.forEach(point -> points.add(json(point)));
        return Envelope.of(JsonText.object()
                .add("resolution", chosen.text())
                .add("points", points)
                .build());
    }

    private static JsonObject json(OnlineHistoryRepository.Point point) {
        OnlineCount count = point.count();
        return JsonText.object()
                .add("from", Timestamps.format(point.from()))
                .add("online", count.last())
                .add("average", Math.round(100 * count.average()) / 100.0)
                .add("low", count.low())
                .add("high", count.high())
                .add("total", count.total())
                .add("samples", count.samples())
                .build();
    }

    private static Instant moment(String text) {
        if (text == null || text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            Instant moment = Instant.parse(text);
            if (Timestamps.isInRange(moment)) {
                return moment;
            }
        } catch (DateTimeException malformed) {
            // refused below
        }
        throw ApiException.badRequest("The parameter from must be a time such as 2026-03-17T10:30:00Z.");
    }
}
