package org.heliograph.container;

import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.CommitListener;

/** Records what the log reports when it has numbered what was committed. */
@ApplicationScoped
public class CommitRecorder implements CommitListener {
    private final List<Publication> recorded = new CopyOnWriteArrayList<>();

    @Override
    public void committed(List<Publication> publications) {
        recorded.addAll(publications);
    }

    /** The recorded payloads of a topic, in order of arrival. */
    List<String> of(Topic topic) {
        return recorded.stream()
                .filter(publication -> publication.topic().equals(topic))
                .map(Publication::payload)
                .toList();
    }

    /** The same, when there are so many; fails when there are fewer after half a minute. */
    List<String> of(Topic topic, int number) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> of(topic).size() >= number);
        return of(topic);
    }
}
