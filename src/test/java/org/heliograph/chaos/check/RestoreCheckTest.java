package org.heliograph.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.chaos.model.ExpectedEvent;
import org.heliograph.chaos.model.MachineTopic;
import org.junit.jupiter.api.Test;

/** Logs that a restore has replaced: the first two rows were in the backup, and what came after them is another history. */
class RestoreCheckTest {
    private static final String FIRST = "2026-03-17T10:00:00Z";
    private static final String SECOND = "2026-03-17T11:00:00Z";

    private final MachineTopic acme = new MachineTopic("acme");
    private final SampleLog before = SampleLog.machines();
    private final SampleLog after = SampleLog.machines();
    private final ReaderHistory history = new ReaderHistory("reader", acme, 0, List.of(), FIRST);

    RestoreCheckTest() {
        before.row(3, "UPDATE", "{\"id\":\"m\",\"version\":\"lost\"}");
    }

    private Map<Violation, Integer> found(long end) {
        return after.checker()
                .replaced(FIRST, List.of(before.state()))
                .reader(history, end)
                .result()
                .violations();
    }

    @Test
    void acceptsAReaderThatBeginsAgainAfterAGapFromTheBeginning() {
        before.deliver(history, 1, 2, 3);
        after.deliver(history.restored(SECOND, 0), 1, 2, 3, 4, 5);

        assertThat(found(5)).isEmpty();
    }

    @Test
    void acceptsAConnectedReaderThatGoesOnAtTheEndOfTheRestoredLog() {
        before.deliver(history, 1, 2, 3, 4);
        after.deliver(history.restored(SECOND, 2), 3, 4, 5);

        assertThat(found(5)).isEmpty();
    }

    @Test
    void findsAReaderThatDidNotLearnOfTheRestore() {
        before.deliver(history, 1, 2, 3, 4, 5);

        assertThat(found(5)).containsOnly(Map.entry(Violation.RESTORE_MISSED, 1));
    }

    @Test
    void findsAnEventOfTheRestoredLogThatASurvivingNumberHides() {
        before.deliver(history, 1, 2);
        after.deliver(history, 3, 4, 5);
        history.restored(SECOND, 5);

        assertThat(found(5)).containsEntry(Violation.ALTERED, 1);
    }

    @Test
    void findsWhatIsMissingAfterTheGapAndWhatWasMissingBeforeIt() {
        before.deliver(history, 1, 3);
        after.deliver(history.restored(SECOND, 2), 3, 5);

        assertThat(found(5)).containsEntry(Violation.MISSING, 2);
    }

    @Test
    void findsALostEventAfterTheGap() {
        before.deliver(history, 1, 2);
        ReaderHistory restored = history.restored(SECOND, 2);
        before.deliver(restored, 3);
        after.deliver(restored, 4, 5);

        assertThat(found(5)).containsEntry(Violation.ALTERED, 1);
    }

    @Test
    void changeAfterTheBackupMayBeLostAsAWhole() {
        ExpectedEvent lost = acme.changed("m", "lost");
        after.registry.settle();
        after.registry.begin(Set.of(lost)).acknowledge();
        after.registry.doubt();

        assertThat(after.checker().registry(after.registry).result().violations())
                .isEmpty();
    }

    @Test
    void findsAChangeBeforeTheBackupThatIsLostAndAPartOfOneAfterIt() {
        after.registry.begin(Set.of(acme.changed("m", "before"))).acknowledge();
        after.registry.settle();
        Change half = after.registry.begin(Set.of(acme.changed("m", "v2"), acme.changed("n", "after")));
        half.acknowledge();
        after.registry.doubt();
        after.registry.begin(Set.of(acme.changed("m", "later"))).acknowledge();

        assertThat(after.checker().registry(after.registry).result().violations())
                .containsEntry(Violation.LOST, 2)
                .containsEntry(Violation.PARTIAL, 1);
    }
}
