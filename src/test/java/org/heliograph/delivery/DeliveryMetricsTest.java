package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.event.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryMetricsTest {
    @ParameterizedTest
    @CsvSource({
        "org:acme:machines, machines",
        "org:acme:general, general",
        "org:acme:invented-by-a-program, other",
        "status:7f3a:events, status",
        "status:shut, status",
        "alerts:alerts, alerts",
        "channel:apps:created:data, channel",
        "identity:revocations, identity",
        "elsewhere:events, other"
    })
    void theKindOfATopicIsOneOfAFew(String topic, String kind) {
        assertThat(DeliveryMetrics.kind(Topic.parse(topic))).isEqualTo(kind);
        assertThat(DeliveryMetrics.PUBLICATIONS.counts()).containsKey(kind);
    }
}
