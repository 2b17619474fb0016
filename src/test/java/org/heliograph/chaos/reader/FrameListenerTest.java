package org.heliograph.chaos.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
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

    private FrameListener resuming(Dialect dialect, TopicModel topicModel) {
        history = new ReaderHistory("reader", topicModel, 2, List.of(), "2026-03-17T10");
        FrameListener listener = new FrameListener(dialect, history, new ReaderStatistics());
        listener.connected();
        return listener;
    }

    @Test
    void gapOfALaterEpochBeginsAnotherHistory() {
        FrameListener screen = resuming(Dialect.ALERTS, AlertTopic.ALL);
        screen.onFrame(NUMBERED);
        screen.onFrame("{\"event\":\"gap\",\"from\":2,\"to\":3,\"epoch\":\"2026-03-17T11\"}");
        screen.onFrame(NUMBERED.replace("3", "2"));

        assertThat(history.all()).hasSize(2);
        assertThat(history.all()).allMatch(one -> one.size() == 1);
        assertThat(screen.history().last()).isEqualTo(2);
        assertThat(screen.history().epoch()).isEqualTo("2026-03-17T11");
    }

    @Test
    void gapOfTheSameEpochRemainsAGap() {
        FrameListener screen = resuming(Dialect.ALERTS, AlertTopic.ALL);
        screen.onFrame("{\"event\":\"gap\",\"from\":3,\"to\":7,\"epoch\":\"2026-03-17T10\"}");

        assertThat(history.all()).hasSize(1);
        assertThat(history.last()).isEqualTo(7);
    }

    @Test
    void nodeThatHasNotNoticedTheRestoreIsLeft() {
        FrameListener screen = resuming(Dialect.ALERTS, AlertTopic.ALL);

        assertThatThrownBy(() -> screen.onFrame("{\"event\":\"gap\",\"from\":1,\"to\":2,\"epoch\":\"2026-03-17T09\"}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(history.last()).isEqualTo(2);
    }

    @Test
    void confirmationOfALaterEpochMayHaveALowerSequence() {
        FrameListener visitor = resuming(Dialect.STATUS_PAGE, new StatusPageTopic("p", "p"));
        visitor.onFrame("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":1,\"epoch\":\"2026-03-17T11\"}");

        assertThat(history.unexpected()).isEmpty();
    }

    @Test
    void nodeThatIsAboutToNoticeTheRestoreIsLeft() {
        FrameListener screen = resuming(Dialect.ALERTS, AlertTopic.ALL);
        screen.onFrame(NUMBERED);
        assertThatThrownBy(() -> screen.onFrame("{\"event\":\"gap\",\"from\":2,\"to\":3,\"epoch\":\"2026-03-17T10\"}"))
                .isInstanceOf(UncheckedIOException.class);

        FrameListener visitor = resuming(Dialect.STATUS_PAGE, new StatusPageTopic("p", "p"));
        assertThatThrownBy(() -> visitor.onFrame(
                        "{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":1,\"epoch\":\"2026-03-17T10\"}"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(history.unexpected()).isEmpty();
    }
}
