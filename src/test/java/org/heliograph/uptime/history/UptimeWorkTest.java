package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.uptime.presence.Presence;
import org.junit.jupiter.api.Test;

class UptimeWorkTest {
    private final List<String> looked = new ArrayList<>();

    private final UptimeStore store = new UptimeStore() {
        @Override
        public List<String> take(Instant now, int most) {
            return List.of("odd", "sound");
        }
    };

    private final Timelines timelines = new Timelines() {
        @Override
        Instant now() {
            return Instant.EPOCH;
        }

        @Override
        Optional<Tracked> find(String monitorId) {
            looked.add(monitorId);
            if (monitorId.equals("odd")) {
                throw new ArithmeticException("as odd as can be");
            }
            return Optional.empty();
        }
    };

    @Test
    void whateverIsWrongWithOneMonitorTheNextIsComputed() {
        new UptimeWork(store, timelines, null, null, new NoPresence()).run();

        assertThat(looked).containsExactly("odd", "sound");
    }

    @Test
    void anAbsenceIsWrittenDownBeforeAnythingIsSummedUp() {
        Presence presence = new Presence() {
            @Override
            public void goOn() {
                looked.add("presence");
            }
        };

        new UptimeWork(store, timelines, null, null, presence).run();

        assertThat(looked).containsExactly("presence", "odd", "sound");
    }
}
