package org.heliograph.operations.question;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.eventlog.LogNotifier;
import org.heliograph.json.JsonText;
import org.heliograph.rest.ApiException;
import org.junit.jupiter.api.Test;

class ChannelPublisherTest {
    private final List<JsonObject> asked = new ArrayList<>();

    private final QuestionService busy = new QuestionService() {
        @Override
        public Answers askAll(String question, JsonObject parameters) {
            asked.add(parameters);
            throw new ApiException(503, "BUSY", "Too many questions");
        }
    };

    /** An announcement that is stored would otherwise be answered with 503, and announced a second time. */
    @Test
    void whatIsCommittedDoesNotFailWhenItCannotBePublished() {
        new ChannelPublisher(null, new LogNotifier() {}, null, busy, null, Clock.systemUTC())
                .publish("announcements", JsonText.object().add("text", "x").build());

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).getString("channel")).isEqualTo("announcements");
    }
}
