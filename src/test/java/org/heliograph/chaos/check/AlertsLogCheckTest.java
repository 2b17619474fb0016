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

    @Test
    void aLogThatGivesWhatIsNotResolvedIsRight() {
        assertThat(example.logs()).isEmpty();
        assertThat(example.promises()).isEmpty();
    }

    @Test
    void anAlertThatWasResolvedUntoldIsFound() {
        example.table.clear();

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertThatWasResolvedAndIsOpenIsFound() {
        example.table.add(JsonText.parse(Example.alert("a", "")));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertOfAnotherMessageThanItWasToldIsFound() {
        example.table.set(0, JsonText.parse(Example.alert("b", "").replace("warning", "critical")));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 1));
    }

    @Test
    void anAlertThatIsResolvedTwiceIsFound() {
        example.row(4, "alert.resolved", Example.alert("a", "alert.resolved"));
        example.row(5, "alert.resolved", Example.alert("a", "alert.resolved"));

        assertThat(example.logs()).containsOnly(Map.entry(Flaw.TABLE, 2));
    }

    @Test
    void anAlertThatIsPaintedTwiceIsFound() {
        example.row(4, "alert.created", Example.alert("c", "alert.created"));
        example.row(6, "alert.created", Example.alert("c", "alert.created"));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.REPEATED, 1));
    }

    @Test
    void whatWasSentAgainUntilItWasAcknowledgedIsRight() {
        example.promise(alerts.resolved("a"));

        assertThat(example.promises()).isEmpty();
    }

    @Test
    void anAcknowledgedEndThatIsNotInTheLogIsFound() {
        example.promise(alerts.resolved("b"));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.LOST, 1));
    }

    @Test
    void aPartOfABatchIsFound() {
        example.log.remove(5L);

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.TORN, 1));
    }

    @Test
    void theEndOfAnAlertThatWasRolledBackWithAnotherAlertIsFound() {
        example.row(6, "alert.resolved", Example.alert("b", "alert.resolved"));
        example.ledger.beginDoomed(Set.of(alerts.resolved("b"), alerts.raised("doomed")));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.ROLLED_BACK, 1));
    }

    @Test
    void anAlertThatNobodyRaisedIsFound() {
        example.row(6, "alert.created", Example.alert("d", "alert.created"));

        assertThat(example.promises()).containsOnly(Map.entry(Flaw.UNASKED, 1));
    }
}
