package org.heliograph.operations.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NamesakeDetectorTest {
    private static final Instant START = Instant.parse("2026-03-17T10:30:45.123Z");

    private final NodeIdentity own = new NodeIdentity("node-1");
    private final NamesakeDetector detector = new NamesakeDetector(own);

    /** @param seen at which second the row was written @param now at which it is read */
    private boolean isFound(String instance, String name, int seen, int now) {
        return detector.isFound(instance, name, START.plusSeconds(seen), START.plusSeconds(now));
    }

    @Test
    void aNodeThatWritesUnderTheSameNameIsFoundOnce() {
        assertThat(isFound("other", "node-1", -2, 0))
                .as("it may have been killed")
                .isFalse();

        assertThat(isFound("other", "node-1", 3, 5)).isTrue();
        assertThat(isFound("other", "node-1", 8, 10)).isFalse();
        assertThat(isFound("third", "node-1", 8, 10)).isTrue();
    }

    @Test
    void aPredecessorThatWasKilledIsNone() {
        for (int second = 0; second < 30; second += 5) {
            assertThat(isFound("killed", "node-1", -1, second)).isFalse();
        }
    }

    @Test
    void thisNodeAndThoseOfOtherNamesAreNone() {
        assertThat(isFound(own.instance(), "node-1", 0, 0)).isFalse();
        assertThat(isFound(own.instance(), "node-1", 5, 5)).isFalse();
        assertThat(isFound("other", "node-2", 5, 5)).isFalse();
    }
}
