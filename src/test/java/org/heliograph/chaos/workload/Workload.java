package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.ReaderGroup;
import org.heliograph.chaos.WriterGroup;
import org.heliograph.chaos.model.TopicModel;

/** The writers and the readers of one dialect. */
public interface Workload {
    /** Maximum pause of most writers between two actions. */
    int PAUSE_MILLIS = 150;

    /** The topics that they use. */
    List<TopicModel> subjects();

    /** Adds the writers. */
    void write(WriterGroup writers);

    /** Adds the readers. */
    void read(ReaderGroup readers);
}
