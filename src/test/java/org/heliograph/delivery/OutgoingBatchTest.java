package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.junit.jupiter.api.Test;

class OutgoingBatchTest {
    private static final Topic TOPIC = Topic.ofOrganization("acme", "machines");

    private final List<Long> delivered = new ArrayList<>();
    private int failures;
    private long poison;
    private final OutgoingBatch batch = new OutgoingBatch(TOPIC, this::accept);

    private void accept(List<Publication> publications) {
        if (failures > 0) {
            failures--;
            throw new OutOfMemoryError("injected");
        }
        if (publications.stream().anyMatch(one -> one.seq() == poison)) {
            throw new StackOverflowError("injected");
        }
        publications.forEach(one -> delivered.add(one.seq()));
    }

    private void add(long... numbers) {
        for (long seq : numbers) {
            batch.publications().add(new Publication(TOPIC, seq, "UPDATE", "{}", Instant.EPOCH));
        }
    }

    @Test
    void deliversEverythingOnce() {
        add(1, 2);
        batch.deliver();
        add(3);
        batch.deliver();
        batch.deliver();

        assertThat(delivered).containsExactly(1L, 2L, 3L);
        assertThat(batch.hasFailed()).isFalse();
    }

    @Test
    void keepsWhatAFailedDeliveryLeft() {
        add(1, 2);
        failures = 1;
        assertThatThrownBy(batch::deliver).isInstanceOf(OutOfMemoryError.class);
        assertThat(batch.hasFailed()).isTrue();
        assertThat(batch.hasFailedOnce()).isTrue();
        add(3);

        batch.deliver();

        assertThat(delivered).containsExactly(1L, 2L, 3L);
        assertThat(batch.hasFailed()).isFalse();
    }

    @Test
    void skipsThePublicationThatNeverSucceeds() {
        add(1, 2, 3);
        poison = 2;
        for (int attempt = 0; attempt < OutgoingBatch.ATTEMPTS; attempt++) {
            assertThatThrownBy(batch::deliver).isInstanceOf(StackOverflowError.class);
        }

        batch.deliver();
        add(4);
        batch.deliver();

        assertThat(delivered).containsExactly(1L, 3L, 4L);
    }
}
