package org.heliograph.uptime.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heliograph.availability.ServerAvailability;
import org.heliograph.uptime.state.MonitorHistoryState;
import org.heliograph.uptime.state.MonitorStateRepository;
import org.junit.jupiter.api.Test;

class UptimeUpdaterTest {
    private final List<String> calls = new ArrayList<>();

    private final HistoryRepository repository = new HistoryRepository() {
        @Override
        public List<String> takeDue(Instant now, int limit) {
            return List.of("failing", "sound");
        }
    };

    private static final class States extends MonitorStateRepository {
        private final List<String> calls;

        private States(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public Optional<MonitorHistoryState> find(String monitorId) {
            calls.add(monitorId);
            if (monitorId.equals("failing")) {
                throw new ArithmeticException("made to fail");
            }
            return Optional.empty();
        }
    }

    @Test
    void failureOfOneMonitorDoesNotStopTheNext() {
        updater(new NoAvailability()).run();

        assertThat(calls).containsExactly("failing", "sound");
    }

    @Test
    void outageIsRecordedBeforeAnythingIsAggregated() {
        updater(new ServerAvailability() {
                    @Override
                    public void heartbeat() {
                        calls.add("heartbeat");
                    }
                })
                .run();

        assertThat(calls).containsExactly("heartbeat", "failing", "sound");
    }

    private UptimeUpdater updater(ServerAvailability availability) {
        return new UptimeUpdater(repository, new States(calls), null, null, availability, Clock.systemUTC());
    }
}
