package org.heliograph.operations.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.heliograph.audit.AuditAction;
import org.heliograph.audit.AuditEntry;
import org.heliograph.audit.AuditTrail;
import org.heliograph.operations.inspection.DisconnectQuestion;
import org.heliograph.operations.inspection.DrainQuestion;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;
import org.heliograph.rest.ApiException;

/** What administrators do to nodes and sockets, over REST and JMX. Each act leaves a row of the audit trail. Callers check rights. */
@ApplicationScoped
public class ConsoleService {
    @Inject
    private QuestionService questions;

    @Inject
    private AuditTrail audit;

    /** @param overSeconds null for the time that is configured for the node @throws ApiException 404 when no node has the name */
    public Answers drain(String name, Integer overSeconds) {
        Answers answers = ask(name, DrainQuestion.begin(overSeconds));
        String over = overSeconds == null ? "default" : "PT" + overSeconds + "S";
        audit.recordLater(AuditEntry.of(AuditAction.NODE_DRAIN).on(null, name).change("over", null, over));
        return answers;
    }

    /** @throws ApiException 404 when no node has the name */
    public Answers undrain(String name) {
        Answers answers = ask(name, DrainQuestion.end());
        audit.recordLater(AuditEntry.of(AuditAction.NODE_UNDRAIN).on(null, name));
        return answers;
    }

    private Answers ask(String name, JsonObject parameters) {
        Answers answers = questions.ask(
                DrainQuestion.NAME, parameters, node -> node.name().equals(name));
        if (answers.answers().isEmpty() && answers.missing().isEmpty()) {
            throw ApiException.notFound("There is no such node.");
        }
        return answers;
    }

    /**
     * What became of a disconnect.
     *
     * @param node the node that has closed the socket; empty when none of those that have answered had it
     */
    public record Disconnected(Optional<String> node, Answers answers) {}

    /** Closes a socket of any node. @param reason in the close frame @throws ApiException 404 when no node has the socket */
    public Disconnected disconnect(String id, String reason) {
        Answers answers = questions.askAll(DisconnectQuestion.NAME, DisconnectQuestion.parameters(id, reason));
        Optional<Answers.Answer> closed = answers.answers().stream()
                .filter(answer -> answer.json().getBoolean("closed"))
                .findFirst();
        if (closed.isEmpty() && answers.missing().isEmpty()) {
            throw ApiException.notFound("There is no such socket.");
        }
        JsonObject socket = closed.map(Answers.Answer::json).orElse(JsonObject.EMPTY_JSON_OBJECT);
        String address = socket.getString("address", null);
        audit.recordLater(AuditEntry.of(AuditAction.SOCKET_DISCONNECT)
                .on(id, socket.getString("user", address))
                .change("reason", null, reason));
        return new Disconnected(closed.map(Answers.Answer::node), answers);
    }
}
