package org.heliograph.chaos.workload;

import java.util.List;
import org.heliograph.chaos.Audience;
import org.heliograph.chaos.Staff;
import org.heliograph.chaos.truth.Subject;

/** The writers and the readers of one dialect. */
public interface Workload {
    /** How long most writers rest at most between two deeds. */
    int PAUSE_MILLIS = 150;

    /** What they write and read about. */
    List<Subject> subjects();

    /** Sets writers to work. */
    void write(Staff staff);

    /** Lets readers read. */
    void read(Audience audience);
}
