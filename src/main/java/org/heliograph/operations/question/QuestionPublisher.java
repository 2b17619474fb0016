package org.heliograph.operations.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.EventLog;

/** Sends questions to the other nodes. */
@ApplicationScoped
class QuestionPublisher {
    /** Only nodes publish on it. */
    static final Topic TOPIC = new Topic("node", "questions");

    @Inject
    private EventLog log;

    /** In a transaction of its own, since the answers come after its commit. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void publish(JsonObject question) {
        log.publish(TOPIC, "question", question);
    }

    /** The sequence number of the last question. */
    long position() {
        return log.position(TOPIC);
    }
}
