package org.heliograph.uptime.feed;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.application.Root;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.uptime.page.PageReads;
import org.heliograph.uptime.state.UptimeWindow;
import org.heliograph.uptime.status.StatusItem;
import org.heliograph.uptime.status.StatusService;

/**
 * {@code /v1/status/{slug}/{monitors|groups}/{id}/badge.svg} and {@code badge.json}: the state of a monitor or a group, or with
 * {@code ?show=uptime30d} an uptime.
 */
@Root(Root.OPEN)
@Path("status/{slug}/{kind: monitors|groups}/{id}/{file: badge.svg|badge.json}")
@RequestScoped
@Tag(name = "Status pages")
@SecurityRequirements(@SecurityRequirement(name = "pagePassword"))
public class ItemBadgeResource {
    private static final String STATUS = "status";

    @Inject
    private PageReads reads;

    @Inject
    private StatusService statuses;

    @Operation(
            summary =
                    "State or uptime of a monitor or a group as a badge: SVG, or JSON for endpoint badges of shields.io")
    @APIResponse(responseCode = "200", ref = "Badge")
    @GET
    public CompletionStage<Response> read(
            @PathParam("slug") String slug,
            @PathParam("kind") String kind,
            @PathParam("id") String id,
            @PathParam("file") String file,
            @QueryParam("show") String show,
            @Context HttpHeaders headers) {
        Badge.Form form = Badge.Form.of(file);
        Optional<UptimeWindow> window = window(show);
        String what = file
                + ' '
                + kind
                + ' '
                + id
                + ' '
                + window.map(UptimeWindow::text).orElse(STATUS);
        return reads.answer(slug, headers, what, Cost.LOW, PageReads.showing(id), (page, version) -> {
            StatusItem item = statuses.items(page.id(), List.of(id), List.of()).stream()
                    .filter(found -> found.isGroup() == kind.equals("groups"))
                    .findFirst()
                    .orElseThrow(() -> ApiException.notFound("This is not on the status page."));
            return form.content(window.map(span -> Badge.ofUptime(
                            item.name(),
                            span.text().substring("uptime".length()),
                            item.uptimes().get(span.ordinal())))
                    .orElseGet(() -> Badge.of(item.name(), item.status())));
        });
    }

    /** @return empty for the state */
    private static Optional<UptimeWindow> window(String show) {
        if (show == null || show.equals(STATUS)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(UptimeWindow.values())
                .filter(window -> window.text().equals(show))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest("The parameter show must be " + STATUS + ", "
                        + String.join(", ", UptimeWindow.names()) + ".")));
    }
}
