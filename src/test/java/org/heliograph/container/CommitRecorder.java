package org.heliograph.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.CommitListener;

/** Records what the log reports after each commit. */
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
}
