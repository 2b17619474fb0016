package org.heliograph.alert.open;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.screen.AlertAccess;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.cache.ReaderRequest;
import org.heliograph.rest.cache.SharedResponses;
import org.heliograph.rest.cache.SharedResponses.Cost;
import org.heliograph.rest.cache.SharedResponses.Versioned;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.SocketSettings;

/** {@code GET /api/v1/alerts/open}: every open alert, under the rules of {@code /ws/alerts} (docs/alerts.md). */
@Path("/v1/alerts/open")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@SecurityRequirements({
    @SecurityRequirement(name = "token"),
    @SecurityRequirement(name = "screen"),
    @SecurityRequirement(name = "screenHeader")
})
public class OpenAlertsResource {
    private static final Set<String> NAMES = Set.of("site", "screen");

    @Inject
    private AlertAccess access;

    @Inject
    private OpenAlertCache cache;

    @Inject
    private SharedResponses responses;

    @Inject
    private Configuration configuration;

    @Inject
    private HttpServletRequest request;

    @Context
    private UriInfo uri;

    @Operation(summary = "Every open alert with counts, worst first; for signed-in users and screens; open in the demo")
    @Parameter(name = "site", description = "One or more sites")
    @Parameter(name = "screen", description = "Screen token")
    @APIResponse(responseCode = "200", ref = "OpenAlerts")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @GET
    public CompletionStage<Response> read(@Context HttpHeaders headers) {
        access.require(request);
        Set<String> sites = sites(uri.getQueryParameters());
        ReaderRequest reader = ReaderRequest.of(headers);
        return responses.after(cache.get(), alerts -> {
            String key = alerts.key(sites);
            return responses.answer(reader, key, key, true, Cost.LOW, () -> new Versioned(alerts.content(sites), key));
        });
    }

    private Set<String> sites(MultivaluedMap<String, String> query) {
        if (!NAMES.containsAll(query.keySet())) {
            throw ApiException.badRequest("The parameters are site and screen.");
        }
        Set<String> sites = query.getOrDefault("site", List.of()).stream()
                .filter(site -> !site.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (sites.size() > configuration.get(SocketSettings.SUBSCRIPTIONS_PER_SOCKET)) {
            throw ApiException.badRequest("Too many sites.");
        }
        return sites;
    }
}
