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
import org.heliograph.operations.nodes.NodeDirectory;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.operations.question.Answers;
import org.heliograph.operations.question.QuestionService;
import org.heliograph.rest.ApiException;

/** What administrators do to nodes and sockets, over REST and JMX. Each act leaves a row of the audit trail. Callers check rights. */
@ApplicationScoped
public class ConsoleService {
    @Inject
    private NodeDirectory directory;

    @Inject
    private QuestionService questions;

    @Inject
    private AuditTrail audit;

    /**
     * Drains one node.
     *
     * @param node        its id, or its name when no other one has it
     * @param overSeconds null for the time that is configured for the node
     * @throws ApiException 404 when there is no such node, 409 when several have the name
     */
    public Answers drain(String node, Integer overSeconds) {
        NodeStatus one = NodeSelector.select(directory.nodes(), node);
        Answers answers = ask(one, DrainQuestion.begin(overSeconds));
        String over = overSeconds == null ? "default" : "PT" + overSeconds + "S";
        audit.recordLater(AuditEntry.of(AuditAction.NODE_DRAIN)
                .on(one.instance(), one.name())
                .change("over", null, over));
        return answers;
    }

    /** Ends the drain of one node. Node and errors as for {@link #drain}. */
    public Answers undrain(String node) {
        NodeStatus one = NodeSelector.select(directory.nodes(), node);
        Answers answers = ask(one, DrainQuestion.end());
        audit.recordLater(AuditEntry.of(AuditAction.NODE_UNDRAIN).on(one.instance(), one.name()));
        return answers;
    }

    private Answers ask(NodeStatus one, JsonObject parameters) {
        return questions.ask(
                DrainQuestion.NAME, parameters, node -> node.instance().equals(one.instance()));
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
