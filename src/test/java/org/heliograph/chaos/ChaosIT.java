package org.heliograph.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Described in {@code docs/chaos.md}, with the options and the results of a long run. */
class ChaosIT {
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    private static final long MINIMUM = 100;

    @Test
    void deliversEveryCommittedEventOnceAndInOrderDuringFaults() throws IOException {
        try (TestCluster cluster = new TestCluster();
                ChaosRun chaos = new ChaosRun(cluster, SEED)) {
            RunReport report = chaos.run(ChaosRun.LENGTH);

            report.publish();
            assertThat(report.result().violations())
                    .as("seed %d%n%s", SEED, String.join("\n", report.result().examples()))
                    .isEmpty();
            assertThat(report.acknowledged()).isGreaterThan(MINIMUM);
            assertThat(report.rejected()).isGreaterThan(MINIMUM / 10);
            assertThat(report.statistics().resumes()).isGreaterThan(MINIMUM / 10);
            assertThat(report.statistics().midFrameAborts()).isPositive();
            assertThat(report.statistics().stalls()).isPositive();
            assertThat(report.logged().values()).allMatch(events -> events > MINIMUM / 2);
            if (ChaosRun.THOROUGH) {
                assertThat(report.unknown()).isPositive();
            }
            assertThat(report.faults()).hasSizeGreaterThanOrEqualTo(FaultInjector.MINIMUM_KINDS);
        }
    }
}
