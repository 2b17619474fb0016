package org.heliograph.uptime.notice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.heliograph.rest.application.Root;

/** {@code /v1/status/{slug}/incidents?month=YYYY-MM}, for the readers of a page. */
@Root(Root.OPEN)
@Path("status/{slug}/incidents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PublicIncidentResource {
    @Inject
    private MonthResponse answer;

    @GET
    public JsonObject ofMonth(
            @PathParam("slug") String slug,
            @QueryParam("month") String month,
            @HeaderParam("Authorization") String authorization) {
        return answer.of(IncidentService.KIND, slug, month, authorization);
    }
}
