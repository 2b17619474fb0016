package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.ReaderGroup;
import org.heliograph.chaos.WriterGroup;
import org.heliograph.chaos.model.TopicModel;

/** The writers and the readers of one dialect. */
public interface Workload {
    /** How long most writers rest at most between two deeds. */
    int PAUSE_MILLIS = 150;

    /** What they write and read about. */
    List<TopicModel> subjects();

    /** Sets writers to work. */
    void write(WriterGroup writers);

    /** Lets readers read. */
    void read(ReaderGroup readers);
}
