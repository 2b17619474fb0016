package org.heliograph.container;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heliograph.event.Publication;
import org.heliograph.event.Topic;
import org.heliograph.eventlog.CommitListener;

/** Keeps what the log tells after each commit. */
@ApplicationScoped
public class Ear implements CommitListener {
    private final List<Publication> heard = new CopyOnWriteArrayList<>();

    @Override
    public void committed(List<Publication> publications) {
        heard.addAll(publications);
    }

    /** The payloads heard of a topic, in the order in which they came. */
    List<String> of(Topic topic) {
        return heard.stream()
                .filter(publication -> publication.topic().equals(topic))
                .map(Publication::payload)
                .toList();
    }
}
