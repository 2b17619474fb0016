package org.heliograph.uptime.feed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.status.StatusService;

/**
 * {@code /v1/status/{slug}/badge.svg} and {@code badge.json}: the state of a page as a whole. The label is the name and no parameter: readers
 * share responses, and a text of their choice would make each one a new computation.
 */
@Root(Root.OPEN)
@Path("status/{slug}/{file: badge.svg|badge.json}")
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class PageBadgeResource {
    @Inject
    private PageReads reads;

    @Inject
    private StatusService statuses;

    @Operation(summary = "State of a page as a badge: SVG, or JSON for endpoint badges of shields.io")
    @APIResponse(responseCode = "200", ref = "Badge")
    @GET
    public CompletionStage<Response> read(
            @PathParam("slug") String slug, @PathParam("file") String file, @Context HttpHeaders headers) {
        Badge.Form form = Badge.Form.of(file);
        return reads.answer(
                slug,
                headers,
                file,
                Cost.LOW,
                (page, version) -> form.content(Badge.of(page.name(), statuses.ofPage(page.id(), page.items()))));
    }
}
