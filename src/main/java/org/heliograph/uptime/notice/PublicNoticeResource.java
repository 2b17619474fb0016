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
import java.time.Clock;
import java.time.YearMonth;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.json.JsonText;
import org.heliograph.rest.application.Root;
import org.heliograph.uptime.page.MonthParameter;
import org.heliograph.uptime.page.PageAccess;
import org.heliograph.uptime.page.PageView;

/** {@code /v1/status/{slug}/incidents?month=YYYY-MM} and {@code maintenances}, for the readers of a page. */
@Root(Root.OPEN)
@Path("status/{slug}/{type: incidents|maintenances}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class PublicNoticeResource {
    @Inject
    private PageAccess access;

    @Inject
    private NoticeRepository notices;

    @Inject
    private Clock clock;

    @Operation(summary = "Incidents or maintenances of a month")
    @APIResponse(responseCode = "200", ref = "Notices")
    @GET
    public JsonObject ofMonth(
            @PathParam("slug") String slug,
            @PathParam("type") NoticeType type,
            @QueryParam("month") String month,
            @HeaderParam("Authorization") String authorization) {
        PageView page = access.open(slug, authorization);
        YearMonth parsed = MonthParameter.parse(month, clock);
        return JsonText.object()
                .add("statusPageId", page.id())
                .add("month", parsed.toString())
                .add(type.plural(), notices.ofMonth(type, page.id(), parsed))
                .build();
    }
}
