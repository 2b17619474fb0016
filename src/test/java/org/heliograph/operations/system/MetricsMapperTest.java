package org.heliograph.operations.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.heliograph.json.JsonText;
import org.heliograph.operations.nodes.SampleFigures;
import org.junit.jupiter.api.Test;

class MetricsMapperTest {
    @Test
    void anEventHasTheseFieldsAndNoOthers() {
        assertThat(MetricsMapper.data("node-1", "degraded", SampleFigures.ALL))
                .hasToString("{\"node\":\"node-1\",\"version\":\"1.2.3\",\"status\":\"degraded\",\"sockets\":1,"
                        + "\"authenticated\":2,\"subscriptions\":3,\"topics\":4,\"publications\":9,\"frames\":10,"
                        + "\"lagMillis\":6,\"broker\":\"none\",\"heapUsedBytes\":7,\"heapMaxBytes\":8,"
                        + "\"measuredAt\":\"2026-03-17T10:30:46.123Z\"}");
    }

    @Test
    void whatANodeHasNotWrittenIsMissing() {
        assertThat(MetricsMapper.data("node-1", "ok", JsonText.object().build()))
                .hasToString("{\"node\":\"node-1\",\"status\":\"ok\"}");
    }
}
