package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.uptime.availability.ServerAvailability;
import org.junit.jupiter.api.Test;

class UptimeUpdaterTest {
    private final List<String> looked = new ArrayList<>();

    private final UptimeRepository store = new UptimeRepository() {
        @Override
        public List<String> take(Instant now, int most) {
            return List.of("odd", "sound");
        }
    };

    private final PulseGapRepository timelines = new PulseGapRepository() {
        @Override
        Instant now() {
            return Instant.EPOCH;
        }

        @Override
        Optional<MonitorHistoryState> find(String monitorId) {
            looked.add(monitorId);
            if (monitorId.equals("odd")) {
                throw new ArithmeticException("as odd as can be");
            }
            return Optional.empty();
        }
    };

    @Test
    void whateverIsWrongWithOneMonitorTheNextIsComputed() {
        new UptimeUpdater(store, timelines, null, null, new NoPresence()).run();

        assertThat(looked).containsExactly("odd", "sound");
    }

    @Test
    void anAbsenceIsWrittenDownBeforeAnythingIsSummedUp() {
        ServerAvailability presence = new ServerAvailability() {
            @Override
            public void goOn() {
                looked.add("presence");
            }
        };

        new UptimeUpdater(store, timelines, null, null, presence).run();

        assertThat(looked).containsExactly("presence", "odd", "sound");
    }
}
