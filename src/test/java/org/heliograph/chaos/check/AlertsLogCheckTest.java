package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.truth.Alerts;
import org.heliograph.json.JsonText;
import org.junit.jupiter.api.Test;

/** Logs of alerts and what was promised of them, right ones and faulty ones. */
class AlertsLogCheckTest {
    private final Example example = Example.alerts();
    private final Alerts alerts = Alerts.ALL;

    private Map<Flaw, Integer> logs() {
        return example.checker().logs().verdict().flaws();
    }

    private Map<Flaw, Integer> promises() {
        return example.checker().ledger(example.ledger).verdict().flaws();
    }

    @Test
    void aLogThatGivesWhatIsNotResolvedIsRight() {
        assertThat(logs()).isEmpty();
        assertThat(promises()).isEmpty();
    }

    @Test
    void anAlertThatWasResolvedUntoldIsFound() {
        example.table.clear();

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertThatWasResolvedAndIsOpenIsFound() {
        example.table.add(JsonText.parse(Example.alert("a", "")));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertOfAnotherMessageThanItWasToldIsFound() {
        example.table.set(0, JsonText.parse(Example.alert("b", "").replace("warning", "critical")));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertThatIsResolvedTwiceIsFound() {
        example.row(4, "alert.resolved", Example.alert("a", "alert.resolved"));
        example.row(5, "alert.resolved", Example.alert("a", "alert.resolved"));

        assertThat(logs()).containsOnly(Map.entry(Flaw.TABLE, 2));
    }

    @Test
    void anAlertThatIsPaintedTwiceIsFound() {
        example.row(4, "alert.created", Example.alert("c", "alert.created"));
        example.row(6, "alert.created", Example.alert("c", "alert.created"));

        assertThat(promises()).containsOnly(Map.entry(Flaw.REPEATED, 1));
    }

    @Test
    void whatWasSentAgainUntilItWasAcknowledgedIsRight() {
        example.promise(alerts.resolved("a"));

        assertThat(promises()).isEmpty();
    }

    @Test
    void anAcknowledgedEndThatIsNotInTheLogIsFound() {
        example.promise(alerts.resolved("b"));

        assertThat(promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aPartOfABatchIsFound() {
        example.log.remove(5L);

        assertThat(promises()).containsOnly(Map.entry(Flaw.TORN, 1));
    }

    @Test
    void theEndOfAnAlertThatWasRolledBackWithAnotherAlertIsFound() {
        example.row(6, "alert.resolved", Example.alert("b", "alert.resolved"));
        example.ledger.beginDoomed(Set.of(alerts.resolved("b"), alerts.raised("doomed")));

        assertThat(promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void anAlertThatNobodyRaisedIsFound() {
        example.row(6, "alert.created", Example.alert("d", "alert.created"));

        assertThat(promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }
}
