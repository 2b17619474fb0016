package org.heliograph.operations.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.heliograph.persistence.DatabaseException;

/** Answers questions on this node. */
@ApplicationScoped
class QuestionHandlers {
    private static final Logger LOG = Logger.getLogger(QuestionHandlers.class.getName());

    private Supplier<Stream<NodeQuestion>> questions;

    /** For the container's proxy. */
    protected QuestionHandlers() {}

    @Inject
    QuestionHandlers(@Any Instance<NodeQuestion> found) {
        this(found::stream);
    }

    QuestionHandlers(Supplier<Stream<NodeQuestion>> questions) {
        this.questions = questions;
    }

    /** Empty for a question that this version does not know, and for one whose answer failed or is too long. */
    Optional<JsonObject> answer(String question, JsonObject parameters) {
        try {
            return questions
                    .get()
                    .filter(one -> one.name().equals(question))
                    .findFirst()
                    .map(one -> one.answer(parameters))
                    .filter(answer -> answer.toString().length() <= NodeQuestion.LONGEST_ANSWER);
        } catch (RuntimeException failed) {
            LOG.log(DatabaseException.logLevel(failed), failed, () -> "could not answer the question " + question);
            return Optional.empty();
        }
    }
}
