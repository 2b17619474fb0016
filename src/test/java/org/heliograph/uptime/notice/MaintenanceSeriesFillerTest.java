package org.heliograph.uptime.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceSeriesFillerTest {
    @Test
    void aSeriesThatFailsIsPostponedAndHoldsUpNoOther() {
        List<String> done = new ArrayList<>();
        MaintenanceSeriesFiller filler = new MaintenanceSeriesFiller(new MaintenanceSeriesService() {
            @Override
            public List<String> due() {
                return List.of("a", "broken", "c");
            }

            @Override
            public void fillDue(String id) {
                if (id.equals("broken")) {
                    throw new IllegalStateException("of the test");
                }
                done.add("filled " + id);
            }

            @Override
            public void postpone(String id) {
                done.add("postponed " + id);
            }
        });

        filler.fill();

        assertThat(done).containsExactly("filled a", "postponed broken", "filled c");
    }
}
