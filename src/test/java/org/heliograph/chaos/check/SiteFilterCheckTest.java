package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.heliograph.chaos.model.AlertTopic;
import org.junit.jupiter.api.Test;

/** Valid and invalid histories of readers that filter by site. */
class SiteFilterCheckTest {
    private final SampleLog sample = SampleLog.alerts();

    SiteFilterCheckTest() {
        sample.row(3, "alert.created", anotherSite(sample.log.get(4L).payload()));
        sample.row(4, "alert.resolved", anotherSite(sample.log.get(5L).payload()));
        sample.row(5, "alert.resolved", SampleLog.alert("a", "alert.resolved"));
    }

    private static String anotherSite(String alert) {
        return alert.replace("Kilimanjaro", "Serengeti");
    }

    /** The violations in a history of these sequences with a site filter. */
    private Map<Violation, Integer> received(String site, long... positions) {
        ReaderHistory history = new ReaderHistory("reader", new AlertTopic(site), 0, List.of());
        sample.deliver(history, positions);
        return sample.checker().reader(history, 5).result().violations();
    }

    @Test
    void acceptsAHistoryOfOneSite() {
        assertThat(received("Kilimanjaro", 1, 2, 5)).isEmpty();
        assertThat(received("Serengeti", 3, 4)).isEmpty();
        assertThat(received("Atlantis")).isEmpty();
    }

    @Test
    void findsAMissingEventOfTheSite() {
        assertThat(received("Kilimanjaro", 1, 2))
                .containsOnly(Map.entry(Violation.MISSING, 1), Map.entry(Violation.SNAPSHOT, 1));
    }

    @Test
    void findsAnEventOfAnotherSite() {
        assertThat(received("Kilimanjaro", 1, 2, 3, 5)).containsOnly(Map.entry(Violation.UNEXPECTED, 1));
    }
}
