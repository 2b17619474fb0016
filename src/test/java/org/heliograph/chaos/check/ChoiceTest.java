package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.heliograph.chaos.truth.Alerts;
import org.junit.jupiter.api.Test;

/** Histories of readers who have chosen a site, right ones and faulty ones. */
class ChoiceTest {
    private final Example example = Example.alerts();

    ChoiceTest() {
        example.row(3, "alert.created", elsewhere(example.log.get(4L).payload()));
        example.row(4, "alert.resolved", elsewhere(example.log.get(5L).payload()));
        example.row(5, "alert.resolved", Example.alert("a", "alert.resolved"));
    }

    private static String elsewhere(String alert) {
        return alert.replace("Kilimanjaro", "Serengeti");
    }

    /** What is found in a history of these positions, of somebody who has chosen a site. */
    private Map<Flaw, Integer> told(String site, long... positions) {
        History history = new History("reader", new Alerts(site), 0, List.of());
        example.tell(history, positions);
        return example.checker().reader(history, 5).verdict().flaws();
    }

    @Test
    void aHistoryOfOneSiteIsRight() {
        assertThat(told("Kilimanjaro", 1, 2, 5)).isEmpty();
        assertThat(told("Serengeti", 3, 4)).isEmpty();
        assertThat(told("Atlantis")).isEmpty();
    }

    @Test
    void aMissingEventOfTheSiteIsFound() {
        assertThat(told("Kilimanjaro", 1, 2)).containsOnly(Map.entry(Flaw.MISSING, 1), Map.entry(Flaw.SNAPSHOT, 1));
    }

    @Test
    void anEventOfAnotherSiteIsFound() {
        assertThat(told("Kilimanjaro", 1, 2, 3, 5)).containsOnly(Map.entry(Flaw.STRANGE, 1));
    }
}
