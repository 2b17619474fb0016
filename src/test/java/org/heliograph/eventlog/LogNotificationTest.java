package org.heliograph.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class LogNotificationTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme corp", "machines");

    @Test
    void namesTheTopicsThatHaveMoved() {
        LogNotification sent = LogNotification.of("n1", Map.of(TOPIC, 41L));

        assertThat(LogNotification.parse(sent.text())).contains(sent);
    }

    @Test
    void namesNoneWhenPostgreSqlWouldNotTakeAllOfThem() {
        Map<Topic, Long> many = IntStream.range(0, 500)
                .boxed()
                .collect(Collectors.toMap(i -> Topic.ofOrganization("org-" + i, "machines"), i -> 7L));

        LogNotification sent = LogNotification.of("n1", many);

        assertThat(sent.text()).isEqualTo("n1");
        assertThat(LogNotification.parse(sent.text())).contains(new LogNotification("n1", Map.of()));
    }

    @Test
    void ignoresWhatNoNodeHasSent() {
        assertThat(LogNotification.parse("n1\nx org:acme:machines")).isEmpty();
        assertThat(LogNotification.parse("n1\n5")).isEmpty();
    }
}
