package org.heliograph.operations.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.audit.Audited;
import org.heliograph.event.Timestamps;
import org.heliograph.identity.Caller;
import org.heliograph.identity.CurrentCaller;
import org.heliograph.json.JsonText;
import org.heliograph.operations.inspection.TestEventQuestion;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;
import org.heliograph.rest.Envelope;

/**
 * {@code POST /api/admin/test-event}: sends an event the whole way, from a commit by the log to every node and to the sockets that listen to
 * the channel {@code system:test} there.
 */
@Path("admin/test-event")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class TestEventResource {
    @Inject
    private CurrentCaller caller;

    @Inject
    private QuestionService questions;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    @Audited(AuditAction.TEST_EVENT)
    @Operation(summary = "Publish an event on the channel system:test, and say which nodes got it; platform role admin")
    @APIResponse(responseCode = "200", ref = "TestEvent")
    @POST
    public JsonObject publish() {
        Caller admin = caller.requirePlatformAdmin();
        Instant now = Timestamps.now(clock);
        JsonObject data = JsonText.object()
                .add("test", true)
                .add("by", admin.email() == null ? admin.userId() : admin.email())
                .add("timestamp", Timestamps.format(now))
                .build();
        Answers answers = questions.askByLog(TestEventQuestion.NAME, TestEventQuestion.parameters(data, now));
        audit.recordLater(AuditEntry.of(AuditAction.TEST_EVENT).on(null, TestEventQuestion.CHANNEL));
        int listeners = 0;
        JsonArrayBuilder rows = JsonText.array();
        for (Answers.Answer answer : answers.answers()) {
            listeners += answer.json().getInt("listeners");
            rows.add(ConsoleList.named(answer.node(), answer.json()));
        }
        return Envelope.of(JsonText.object()
                .add("channel", TestEventQuestion.CHANNEL)
                .add("position", questions.position())
                .add("listeners", listeners)
                .addAll(ConsoleList.builder(rows.build(), answers.missing()))
                .build());
    }
}
