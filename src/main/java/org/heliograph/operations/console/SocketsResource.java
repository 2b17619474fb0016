package org.heliograph.operations.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.Audited;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.inspection.SocketFilter;
import org.heliograph.operations.inspection.SocketsQuestion;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;
import org.heliograph.rest.ListPage;

/** {@code /api/admin/sockets}: the open sockets and streams of all nodes, and disconnecting one of them. */
@Path("admin/sockets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class SocketsResource {
    /** @param reason in the close frame, which the client's user may see, and in the audit trail */
    record DisconnectRequest(@NotBlank @Size(max = 100) String reason) {}

    @Inject
    private CurrentCaller caller;

    @Inject
    private QuestionService questions;

    @Inject
    private ConsoleService service;

    @Operation(
            summary = "Open sockets of all nodes, narrowed by node, dialect, organization, user, address and slow=true;"
                    + " platform role admin")
    @APIResponse(responseCode = "200", ref = "Sockets")
    @GET
    public Response list(@Context UriInfo uri) {
        caller.requirePlatformAdmin();
        ListPage page = ListPage.of(uri);
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        String node = given(query, "node");
        JsonObject parameters =
                SocketsQuestion.parameters(filter(query), page.after(0, 1).orElse(""), page.readLimit());
        Answers answers = questions.ask(
                SocketsQuestion.NAME,
                parameters,
                asked -> node == null || asked.name().equals(node));
        List<JsonObject> rows = ConsoleList.rows(answers, SocketsQuestion.ROWS).getValuesAs(JsonObject.class).stream()
                .sorted(Comparator.comparing(SocketsResource::id))
                .limit(page.readLimit())
                .toList();
        return page.respond(
                new ListPage.Rows<>(rows, row -> List.of(id(row)), row -> row),
                items -> ConsoleList.of(items, answers.missing()));
    }

    private static SocketFilter filter(MultivaluedMap<String, String> query) {
        String slow = given(query, "slow");
        if (slow != null && !slow.equals("true") && !slow.equals("false")) {
            throw ApiException.badRequest("The parameter slow must be true or false.");
        }
        return new SocketFilter(
                given(query, "dialect"),
                given(query, "organization"),
                given(query, "user"),
                given(query, "address"),
                "true".equals(slow));
    }

    /** Null for a parameter that is absent or empty. */
    private static String given(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private static String id(JsonObject row) {
        return row.getString("id");
    }

    @Audited(AuditAction.SOCKET_DISCONNECT)
    @Operation(summary = "Close a socket of any node with a reason; its client may come back; platform role admin")
    @APIResponse(responseCode = "202", ref = "DisconnectedSocket")
    @POST
    @Path("{id}/disconnect")
    public Response disconnect(@PathParam("id") String id, DisconnectRequest request) {
        caller.requirePlatformAdmin();
        ConsoleService.Disconnected done = service.disconnect(id, request.reason());
        JsonObjectBuilder data = JsonText.object()
                .add("id", id)
                .add("node", JsonText.value(done.node().orElse(null)))
                .add("missing", JsonText.array(done.answers().missing()));
        return Response.accepted(Envelope.of(data.build())).build();
    }
}
