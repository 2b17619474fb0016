package org.heliograph.operations.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Body;
import org.heliograph.rest.ListPage;

/** {@code /api/admin/topics}: the topics of the log, and the channels that have subscriptions on any node. */
@Path("admin/topics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class TopicsResource {
    private static final int LONGEST_SEARCH = 200;

    @Inject
    private CurrentCaller caller;

    @Inject
    private TopicService topics;

    @Operation(
            summary = "Topics by name, narrowed by search, with their positions and subscriptions; platform role admin")
    @APIResponse(responseCode = "200", ref = "Topics")
    @GET
    public Response list(@Context UriInfo uri, @QueryParam("search") @DefaultValue("") String search) {
        caller.requirePlatformAdmin();
        if (search.length() > LONGEST_SEARCH || !Body.storable(search)) {
            throw ApiException.badRequest(
                    "The parameter search must be text of " + LONGEST_SEARCH + " characters at most.");
        }
        ListPage page = ListPage.of(uri);
        TopicService.Found found = topics.find(search.strip(), page.after(0, 1).orElse(""), page.readLimit());
        return page.respond(
                new ListPage.Rows<JsonObject>(found.rows(), row -> List.of(row.getString("topic")), row -> row),
                items -> ConsoleList.of(items, found.missing()));
    }
}
