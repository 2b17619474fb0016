package org.heliograph.operations.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.NodeDirectory;
import org.heliograph.operations.nodes.NodeStatus;
import org.heliograph.persistence.DatabaseException;
import org.heliograph.rest.ApiException;

/** Asks nodes of the installation, this one too, and waits two seconds at most for their answers. */
@ApplicationScoped
public class QuestionService {
    private static final Logger LOG = Logger.getLogger(QuestionService.class.getName());
    /** How long it waits for answers, and how old a question may be that a node still answers. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final long FIRST_LOOK_NANOS = Duration.ofMillis(10).toNanos();
    private static final long LAST_LOOK_NANOS = Duration.ofMillis(100).toNanos();
    /** Questions that wait for answers at the same time, each on the thread of its request. */
    private static final int MOST_QUESTIONS = 8;

    private final Semaphore places = new Semaphore(MOST_QUESTIONS);

    private NodeDirectory directory;
    private QuestionHandlers handlers;
    private QuestionPublisher publisher;
    private AnswerRepository repository;

    /** For the container's proxy. */
    protected QuestionService() {}

    @Inject
    QuestionService(
            NodeDirectory directory,
            QuestionHandlers handlers,
            QuestionPublisher publisher,
            AnswerRepository repository) {
        this.directory = directory;
        this.handlers = handlers;
        this.publisher = publisher;
        this.repository = repository;
    }

    /** Asks all nodes. @throws ApiException 503 while too many questions wait for answers */
    public Answers askAll(String question, JsonObject parameters) {
        return ask(question, parameters, node -> true);
    }

    /**
     * Asks some nodes. This one answers at once, also when it is the only one and the log is busy.
     *
     * @param asked which nodes; silent ones among them are missing without waiting for them
     * @throws ApiException 503 while too many questions wait for answers
     */
    public Answers ask(String question, JsonObject parameters, Predicate<NodeStatus> asked) {
        return ask(question, parameters, asked, false);
    }

    /** Asks all nodes, this one too by the log, as an event of anything else reaches it. */
    public Answers askByLog(String question, JsonObject parameters) {
        return ask(question, parameters, node -> true, true);
    }

    /** The sequence number of the last question in the log. */
    public long position() {
        return publisher.position();
    }

    private Answers ask(String question, JsonObject parameters, Predicate<NodeStatus> asked, boolean selfByLog) {
        List<NodeStatus> nodes = directory.nodes().stream().filter(asked).toList();
        List<NodeStatus> others = nodes.stream()
                .filter(node -> !node.silent() && (selfByLog || !node.self()))
                .toList();
        Map<String, JsonObject> answers = new HashMap<>();
        Runnable own = () -> {
            if (!selfByLog && nodes.stream().anyMatch(NodeStatus::self)) {
                handlers.answer(question, parameters).ifPresent(answer -> answers.put(directory.instance(), answer));
            }
        };
        if (others.isEmpty()) {
            own.run();
        } else {
            answers.putAll(askOthers(question, parameters, others, own));
        }
        List<Answers.Answer> all = new ArrayList<>();
        TreeSet<String> missing = new TreeSet<>();
        for (NodeStatus node : nodes) {
            JsonObject answer = answers.get(node.instance());
            if (answer == null) {
                missing.add(node.name());
            } else {
                all.add(new Answers.Answer(node.name(), answer));
            }
        }
        return new Answers(List.copyOf(all), List.copyOf(missing));
    }

    /** @param own what this node does itself, only after the question was sent: one that is refused changes nothing anywhere */
    private Map<String, JsonObject> askOthers(
            String question, JsonObject parameters, List<NodeStatus> others, Runnable own) {
        if (!places.tryAcquire()) {
            throw new ApiException(503, "BUSY", "Too many questions to other nodes wait for answers; try again.");
        }
        try {
            String id = UUID.randomUUID().toString();
            publisher.publish(JsonText.object()
                    .add("id", id)
                    .add("question", question)
                    .add(
                            "to",
                            JsonText.array(
                                    others.stream().map(NodeStatus::instance).toList()))
                    .add("parameters", parameters)
                    .build());
            own.run();
            return await(id, others.size());
        } finally {
            places.release();
        }
    }

    private Map<String, JsonObject> await(String question, int expected) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_LOOK_NANOS;
        while (repository.count(question) < expected && end - System.nanoTime() > 0) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LAST_LOOK_NANOS);
        }
        Map<String, JsonObject> found = repository.find(question);
        discard(question);
        return found;
    }

    /** What is left is deleted after the next question. */
    private void discard(String question) {
        try {
            repository.delete(question);
        } catch (DatabaseException failed) {
            LOG.log(Level.FINE, "answers of nodes could not be deleted", failed);
        }
    }
}
