package org.heliograph.operations.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.inspection.JobsQuestion;
import org.heliograph.operations.inspection.RatesQuestion;
import org.heliograph.operations.inspection.SettingsQuestion;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;
import org.heliograph.rest.ApiException;
import org.heliograph.rest.Envelope;

/** {@code /api/admin/jobs}, {@code /rates} and {@code /settings}: what nodes do periodically, what they have counted, and how they are set. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class InspectionResource {
    private static final int MOST_MINUTES = 60;
    private static final JsonObject NOTHING = JsonText.object().build();

    @Inject
    private CurrentCaller caller;

    @Inject
    private QuestionService questions;

    @Operation(summary = "Periodic jobs of all nodes; platform role admin")
    @APIResponse(responseCode = "200", ref = "Jobs")
    @GET
    @Path("jobs")
    public JsonObject jobs() {
        caller.requirePlatformAdmin();
        Answers answers = questions.askAll(JobsQuestion.NAME, NOTHING);
        return ConsoleList.of(ConsoleList.rows(answers, JobsQuestion.ROWS), answers.missing());
    }

    /** @param minutes absent for the whole hour */
    @Operation(summary = "Counts of each node in steps of ten seconds, of the last minutes; platform role admin")
    @APIResponse(responseCode = "200", ref = "Rates")
    @GET
    @Path("rates")
    public JsonObject rates(@QueryParam("minutes") String minutes) {
        caller.requirePlatformAdmin();
        Answers answers = questions.askAll(RatesQuestion.NAME, RatesQuestion.parameters(minutes(minutes)));
        JsonArrayBuilder nodes = JsonText.array();
        answers.answers().forEach(answer -> nodes.add(ConsoleList.named(answer.node(), answer.json())));
        return Envelope.of(JsonText.object()
                .add("step_seconds", RatesQuestion.STEP.toSeconds())
                .addAll(ConsoleList.builder(nodes.build(), answers.missing()))
                .build());
    }

    private static int minutes(String text) {
        if (text == null || text.isEmpty()) {
            return MOST_MINUTES;
        }
        if (text.matches("[0-9]{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_MINUTES) {
            return Integer.parseInt(text);
        }
        throw ApiException.badRequest("The parameter minutes must be a whole number from 1 to " + MOST_MINUTES + ".");
    }

    /** @param node its name; absent for the node that answers */
    @Operation(summary = "Settings in force on a node and where they come from, secrets hidden; platform role admin")
    @APIResponse(responseCode = "200", ref = "SettingsInForce")
    @GET
    @Path("settings")
    public JsonObject settings(@QueryParam("node") String node) {
        caller.requirePlatformAdmin();
        boolean own = node == null || node.isBlank();
        Answers answers = questions.ask(
                SettingsQuestion.NAME,
                NOTHING,
                own ? NodeStatus::self : asked -> asked.name().equals(node));
        if (answers.answers().isEmpty() && answers.missing().isEmpty()) {
            throw ApiException.notFound("There is no such node.");
        }
        return ConsoleList.of(ConsoleList.rows(answers, SettingsQuestion.ROWS), answers.missing());
    }
}
