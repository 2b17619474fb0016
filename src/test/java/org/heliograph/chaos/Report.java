package org.heliograph.chaos;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.heliograph.chaos.check.Change;
import org.heliograph.chaos.check.Flaw;
import org.heliograph.chaos.check.Ledger;
import org.heliograph.chaos.check.Verdict;
import org.heliograph.chaos.reader.Tally;

/**
 * What a run was, and what came of it.
 *
 * @param logged events in the logs, by topic
 * @param taken  events that all readers together took
 */
record Report(
        long seed,
        Duration length,
        Map<String, Integer> logged,
        Ledger ledger,
        long taken,
        Tally tally,
        Map<Fault, Integer> faults,
        Verdict verdict) {

    long acknowledged() {
        return ledger.count(Change.Outcome.ACKNOWLEDGED);
    }

    long doomed() {
        return ledger.count(Change.Outcome.DOOMED);
    }

    long unknown() {
        return ledger.count(Change.Outcome.UNKNOWN);
    }

    /** Writes it to the console. */
    void publish() {
        System.out.println(this); // a green run must leave its figures too: they are what it was for
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
                  flaws     %s""".formatted(
                        seed,
                        length.toSeconds(),
                        faults,
                        acknowledged(),
                        doomed(),
                        unknown(),
                        logged,
                        tally,
                        taken,
                        tally.longestOutage().toMillis() / 1000.0,
                        Arrays.stream(Flaw.values())
                                .map(flaw -> flaw + " " + verdict.count(flaw))
                                .collect(Collectors.joining(", ")));
    }
}
