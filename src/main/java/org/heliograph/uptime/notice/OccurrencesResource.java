package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.Unaudited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.rest.Body;
import org.heliograph.rest.FieldReader;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.recurrence.Occurrence;
import org.heliograph.uptime.recurrence.Recurrence;
import org.heliograph.uptime.recurrence.RecurrenceParser;

/** {@code POST /v1/admin/occurrences}: when a recurrence has a maintenance begin and end, before it is scheduled. Changes nothing. */
@Root(Root.OPEN)
@Path("admin/occurrences")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration of status pages")
public class OccurrencesResource {
    private static final int SHOWN = 5;

    @Inject
    private CurrentCaller caller;

    @Inject
    private Clock clock;

    @Unaudited("changes nothing")
    @Operation(summary = "The next five occurrences of a recurrence")
    @Schema(ref = "Recurrence")
    @APIResponse(responseCode = "200", ref = "Occurrences")
    @POST
    public JsonObject preview(Body body) {
        caller.requirePlatformAdmin();
        FieldReader form = FieldReader.ofNew(body);
        Recurrence recurrence = RecurrenceParser.read(form).orElse(null);
        form.check();
        if (recurrence == null) {
            throw new IllegalStateException("a recurrence is read or refused");
        }
        JsonArrayBuilder next = JsonText.array();
        for (Occurrence one : recurrence.notOver(Timestamps.now(clock), SHOWN)) {
            next.add(JsonText.object()
                    .add("start", Timestamps.format(one.start()))
                    .add("end", Timestamps.format(one.end())));
        }
        return JsonText.object()
                .add("recurrence", recurrence.json())
                .add("occurrences", next)
                .build();
    }
}
