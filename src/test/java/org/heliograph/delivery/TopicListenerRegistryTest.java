package org.heliograph.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.event.TopicListener;
import org.junit.jupiter.api.Test;

class TopicListenerRegistryTest {
    private static final Topic TOPIC = new Topic("system", "revocations");

    private final TopicListenerRegistry registry = new TopicListenerRegistry();
    private final List<Long> first = new ArrayList<>();
    private final List<Long> second = new ArrayList<>();

    private static TopicListener listener(Consumer<Publication> action) {
        return new TopicListener() {
            @Override
            public Topic topic() {
                return TOPIC;
            }

            @Override
            public void accept(Publication publication) {
                action.accept(publication);
            }
        };
    }

    private static Publication publication(long seq) {
        return new Publication(TOPIC, seq, "account", "{}", Instant.EPOCH);
    }

    @Test
    void anErrorInAListenerKeepsNothingFromItAndFromTheOthers() {
        registry.add(listener(publication -> {
            if (publication.seq() == 1) {
                throw new OutOfMemoryError("injected");
            }
            first.add(publication.seq());
        }));
        registry.add(listener(publication -> second.add(publication.seq())));

        registry.deliver(TOPIC, List.of(publication(1), publication(2)));

        assertThat(first).containsExactly(2L);
        assertThat(second).containsExactly(1L, 2L);
    }
}
