package org.heliograph.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.chaos.check.Change;
import org.heliograph.chaos.check.ChangeRegistry;
import org.heliograph.chaos.check.CheckResult;
import org.heliograph.chaos.check.Violation;
import org.heliograph.chaos.reader.ReaderStatistics;

/**
 * Parameters and results of a run.
 *
 * @param logged events in the logs, by topic
 * @param taken events that all readers together received
 */
record RunReport(
        long seed,
        Duration length,
        Map<String, Integer> logged,
        ChangeRegistry registry,
        long received,
        ReaderStatistics statistics,
        Map<Fault, Integer> faults,
        CheckResult result) {

    long acknowledged() {
        return registry.count(Change.Outcome.ACKNOWLEDGED);
    }

    long rejected() {
        return registry.count(Change.Outcome.REJECTED);
    }

    long unknown() {
        return registry.count(Change.Outcome.UNKNOWN);
    }

    /** Writes it to the console. */
    void publish() {
        System.out.println(this); // the figures of a successful run are needed too
    }

    @Override
    public String toString() {
        return """
                Chaos: seed %d, %d s
                  faults    %s
                  writers   %d transactions acknowledged, %d rolled back, %d of unknown outcome
                  logs      %s
                  readers   %s
                            %d events taken; the longest time without a node %.1f s
                  violations %s""".formatted(
                        seed,
                        length.toSeconds(),
                        faults,
                        acknowledged(),
                        rejected(),
                        unknown(),
                        logged,
                        statistics,
                        received,
                        statistics.longestOutage().toMillis() / 1000.0,
                        Arrays.stream(Violation.values())
                                .map(violation -> violation + " " + result.count(violation))
                                .collect(Collectors.joining(", ")));
    }
}
