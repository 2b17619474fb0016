package org.heliograph.chaos.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.chaos.check.ReaderHistory;
import org.heliograph.chaos.model.AlertTopic;
import org.heliograph.chaos.model.MachineTopic;
import org.heliograph.chaos.model.StatusPageTopic;
import org.heliograph.chaos.model.TopicModel;
import org.junit.jupiter.api.Test;

/** Interpretation of frames in each dialect. */
class FrameListenerTest {
    private static final String PLAIN = "{\"id\":\"a\",\"event\":\"alert.created\"}";
    private static final String NUMBERED = "{\"id\":\"a\",\"event\":\"alert.created\",\"seq\":3}";

    private ReaderHistory history;

    private FrameListener listener(Dialect dialect, TopicModel topicModel) {
        history = new ReaderHistory("reader", topicModel, 2, List.of());
        FrameListener listener = new FrameListener(dialect, history, new ReaderStatistics());
        listener.connected();
        return listener;
    }

    private FrameListener screen() {
        return listener(Dialect.ALERTS, AlertTopic.ALL);
    }

    private FrameListener visitor() {
        return listener(Dialect.STATUS_PAGE, new StatusPageTopic("p", "p"));
    }

    @Test
    void acceptsAlertsWithoutSequenceBeforeTheFirstSequencedAlert() {
        FrameListener screen = screen();
        screen.onFrame(PLAIN);
        screen.onFrame("{\"event\":\"heartbeat\",\"ts\":1}");
        screen.onFrame(NUMBERED);

        assertThat(history.unexpected()).isEmpty();
        assertThat(history.last()).isEqualTo(3);
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void reportsAnAlertWithoutSequenceAfterASequencedAlert() {
        FrameListener screen = screen();
        screen.onFrame(NUMBERED);
        screen.onFrame(PLAIN);

        assertThat(history.unexpected()).containsExactly(PLAIN);
    }

    @Test
    void acceptsAlertsWithoutSequenceAgainAfterAReconnect() {
        FrameListener screen = screen();
        screen.onFrame(NUMBERED);
        screen.disconnected();
        screen.connected();
        screen.onFrame(PLAIN);

        assertThat(history.unexpected()).isEmpty();
    }

    @Test
    void continuesAfterTheEndOfAGap() {
        screen().onFrame("{\"event\":\"gap\",\"from\":3,\"to\":7}");

        assertThat(history.last()).isEqualTo(7);
    }

    @Test
    void reportsAnEventBeforeTheSubscriptionResponse() {
        listener(Dialect.FLEET, new MachineTopic("acme"))
                .onFrame("{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"DELETE\",\"seq\":3}");

        assertThat(history.unexpected()).hasSize(1);
    }

    @Test
    void reportsASubscriptionResponseBehindTheLastReceivedSequence() {
        visitor().onFrame("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":1}");

        assertThat(history.unexpected()).hasSize(1);
    }

    @Test
    void ignoresPulsesAndRecordsIncidents() {
        FrameListener visitor = visitor();
        visitor.onFrame("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":2}");
        visitor.onFrame("{\"action\":\"pulse\",\"data\":{\"slug\":\"p\"}}");
        visitor.onFrame("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"p\"},\"seq\":3}");

        assertThat(history.unexpected()).isEmpty();
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void reportsAnIncidentWithoutSequenceAndAnErrorFrame() {
        FrameListener visitor = visitor();
        visitor.onFrame("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":2}");
        visitor.onFrame("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"p\"}}");
        visitor.onFrame("{\"action\":\"error\",\"message\":\"Unknown status page\"}");

        assertThat(history.unexpected()).hasSize(2);
    }
}
