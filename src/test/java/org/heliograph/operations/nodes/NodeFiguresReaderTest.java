package org.heliograph.operations.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.metric.DurationHistogram;
import org.heliograph.operations.health.Health;
import org.junit.jupiter.api.Test;

class NodeFiguresReaderTest {
    @Test
    void aNodeThatServesIsReadyWhateverItLacks() {
        assertThat(NodeFiguresReader.state(Health.OK)).isEqualTo("ready");
        assertThat(NodeFiguresReader.state(new Health("degraded", true, "no Redis", List.of("redis"))))
                .isEqualTo("ready");
        assertThat(NodeFiguresReader.state(new Health("degraded", false, "no database", List.of())))
                .isEqualTo("unhealthy");
        assertThat(NodeFiguresReader.state(new Health("draining", false, "about to stop", List.of())))
                .isEqualTo("draining");
        assertThat(NodeFiguresReader.state(new Health("starting", false, "demo", List.of())))
                .isEqualTo("starting");
    }

    @Test
    void reasonsAreOneRowEachAndBounded() {
        assertThat(NodeFiguresReader.reasons(Health.OK)).isEmpty();
        assertThat(NodeFiguresReader.reasons(new Health("degraded", true, "no Redis; slow\nlog", List.of())))
                .containsExactly("no Redis", "slow log");
        assertThat(NodeFiguresReader.reasons(new Health("degraded", true, "x; ".repeat(100), List.of())))
                .hasSize(8);
    }

    @Test
    void theLagIsThatOfTheSlowestDeliverySinceTheLastLook() {
        DurationHistogram delivery =
                new DurationHistogram("heliograph_test_seconds", "kind", List.of("a", "b"), "A test.");
        delivery.of("a").observe(400);
        RecentLag lag = new RecentLag(delivery.series().values());

        assertThat(lag.lookMillis()).isZero();

        delivery.of("a").observe(3);
        delivery.of("b").observe(900);
        assertThat(lag.lookMillis()).isEqualTo(1_000);
        assertThat(lag.lookMillis()).isZero();

        delivery.of("b").observe(90_000);
        assertThat(lag.lookMillis()).isEqualTo(60_000);
    }

    @Test
    void theServerIsNamedWithoutItsParts() {
        assertThat(ServerReport.nameOf("WildFly Full 39.0.1.Final (WildFly Core 31.0.1.Final) - 2.3.23.Final"))
                .isEqualTo("WildFly Full 39.0.1.Final");
        assertThat(ServerReport.nameOf("Payara Server  6.2025.9 #badassfish (build 42)"))
                .isEqualTo("Payara Server 6.2025.9");
    }
}
