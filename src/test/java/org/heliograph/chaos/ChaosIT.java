package org.heliograph.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code docs/chaos.md} tells what happens here, how to have more of it, and what came of a long run. */
class ChaosIT {
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("chaos.seconds", 45));
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    private static final long FEWEST = 100;

    @Test
    void nothingIsLostDoubledReorderedOrInventedWhateverFails() throws IOException {
        try (Plant plant = new Plant();
                Chaos chaos = new Chaos(plant, SEED)) {
            Report report = chaos.run(LENGTH);

            report.publish();
            assertThat(report.verdict().flaws())
                    .as("seed %d%n%s", SEED, String.join("\n", report.verdict().examples()))
                    .isEmpty();
            assertThat(report.acknowledged()).isGreaterThan(FEWEST);
            assertThat(report.doomed()).isGreaterThan(FEWEST / 10);
            assertThat(report.tally().resumes()).isGreaterThan(FEWEST / 10);
            assertThat(report.tally().torn()).isPositive();
            assertThat(report.tally().stalls()).isPositive();
            assertThat(report.unknown()).isPositive();
            assertThat(report.logged().values()).allMatch(events -> events > FEWEST / 2);
            assertThat(report.faults()).containsOnlyKeys(Fault.values());
        }
    }
}
