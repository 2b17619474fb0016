package org.heliograph.operations.question;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeIdentity;
import org.heliograph.persistence.DatabaseException;

/**
 * Receives the questions of other nodes, and answers those that this node is asked. A question ends by the clock of the database when the node
 * that asked it no longer waits: a node that was paused meanwhile does not carry it out.
 */
@ApplicationScoped
public class QuestionListener implements TopicListener {
    private static final Logger LOG = Logger.getLogger(QuestionListener.class.getName());
    /** Answers that are made at the same time; a question beyond them gets none, and the node is named as missing. */
    private static final int MOST_ANSWERS = 8;

    private final Semaphore places = new Semaphore(MOST_ANSWERS);

    @Inject
    private NodeIdentity identity;

    @Inject
    private QuestionHandlers handlers;

    @Inject
    private AnswerRepository answers;

    @Resource
    private ManagedExecutorService executor;

    private Executor threads = task -> executor.execute(task);

    /** For the container. */
    protected QuestionListener() {}

    QuestionListener(NodeIdentity identity, QuestionHandlers handlers, AnswerRepository answers, Executor threads) {
        this.identity = identity;
        this.handlers = handlers;
        this.answers = answers;
        this.threads = threads;
    }

    @Override
    public Topic topic() {
        return QuestionPublisher.TOPIC;
    }

    @Override
    public void accept(Publication publication) {
        JsonObject question = JsonText.parse(publication.payload());
        boolean asked = question.getJsonArray("to").getValuesAs(JsonString.class).stream()
                .anyMatch(instance -> instance.getString().equals(identity.instance()));
        if (!asked || !places.tryAcquire()) {
            return;
        }
        try {
            threads.execute(() -> answer(question, publication.timestamp()));
        } catch (RuntimeException | Error refused) {
            places.release();
            throw refused;
        }
    }

    /** @param asked when, by the database */
    private void answer(JsonObject question, Instant asked) {
        try {
            if (answers.age(asked).compareTo(QuestionService.PATIENCE) >= 0) {
                // the node that asked has given up: a drain or a disconnect that it reports as missing must not follow
                LOG.log(
                        Level.INFO,
                        "left the question {0} of another node, asked at {1}, since it came too late",
                        new Object[] {question.getString("question"), asked});
                return;
            }
            handlers.answer(question.getString("question"), question.getJsonObject("parameters"))
                    .ifPresent(answer -> answers.insert(question.getString("id"), identity.instance(), answer));
        } catch (RuntimeException failed) {
            LOG.log(DatabaseException.logLevel(failed), failed, () -> "could not write an answer to another node");
        } finally {
            places.release();
        }
    }
}
