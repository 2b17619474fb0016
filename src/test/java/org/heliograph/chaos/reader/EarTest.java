package org.heliograph.chaos.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heliograph.chaos.check.History;
import org.heliograph.chaos.truth.Alerts;
import org.heliograph.chaos.truth.Machines;
import org.heliograph.chaos.truth.StatusPage;
import org.heliograph.chaos.truth.Subject;
import org.junit.jupiter.api.Test;

/** What is made of frames, in each dialect. */
class EarTest {
    private static final String PLAIN = "{\"id\":\"a\",\"event\":\"alert.created\"}";
    private static final String NUMBERED = "{\"id\":\"a\",\"event\":\"alert.created\",\"seq\":3}";

    private History history;

    private Ear ear(Dialect dialect, Subject subject) {
        history = new History("reader", subject, 2, List.of());
        Ear ear = new Ear(dialect, history, new Tally());
        ear.opened();
        return ear;
    }

    private Ear screen() {
        return ear(Dialect.ALERTS, Alerts.ALL);
    }

    private Ear visitor() {
        return ear(Dialect.STATUS_PAGE, new StatusPage("p", "p"));
    }

    @Test
    void aScreenThatIsNotHeardYetIsToldAlertsWithoutPositions() {
        Ear screen = screen();
        screen.take(PLAIN);
        screen.take("{\"event\":\"heartbeat\",\"ts\":1}");
        screen.take(NUMBERED);

        assertThat(history.strange()).isEmpty();
        assertThat(history.last()).isEqualTo(3);
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void anAlertWithoutAPositionAfterOneThatHasOneIsStrange() {
        Ear screen = screen();
        screen.take(NUMBERED);
        screen.take(PLAIN);

        assertThat(history.strange()).containsExactly(PLAIN);
    }

    @Test
    void onTheNextConnectionAScreenIsNotHeardYetAgain() {
        Ear screen = screen();
        screen.take(NUMBERED);
        screen.lost();
        screen.opened();
        screen.take(PLAIN);

        assertThat(history.strange()).isEmpty();
    }

    @Test
    void aGapIsGoneOnBehind() {
        screen().take("{\"event\":\"gap\",\"from\":3,\"to\":7}");

        assertThat(history.last()).isEqualTo(7);
    }

    @Test
    void anEventBeforeTheAnswerIsStrange() {
        ear(Dialect.FLEET, new Machines("acme"))
                .take("{\"type\":\"event\",\"channel\":\"machines\",\"event\":\"DELETE\",\"seq\":3}");

        assertThat(history.strange()).hasSize(1);
    }

    @Test
    void anAnswerFromBeforeWhatWasToldIsStrange() {
        visitor().take("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":1}");

        assertThat(history.strange()).hasSize(1);
    }

    @Test
    void aPulsePassesAndAnIncidentIsKept() {
        Ear visitor = visitor();
        visitor.take("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":2}");
        visitor.take("{\"action\":\"pulse\",\"data\":{\"slug\":\"p\"}}");
        visitor.take("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"p\"},\"seq\":3}");

        assertThat(history.strange()).isEmpty();
        assertThat(history.size()).isEqualTo(1);
    }

    @Test
    void anIncidentWithoutAPositionAndAnErrorAreStrange() {
        Ear visitor = visitor();
        visitor.take("{\"action\":\"subscribed\",\"slug\":\"p\",\"seq\":2}");
        visitor.take("{\"action\":\"incident-deleted\",\"data\":{\"slug\":\"p\"}}");
        visitor.take("{\"action\":\"error\",\"message\":\"Unknown status page\"}");

        assertThat(history.strange()).hasSize(2);
    }
}
