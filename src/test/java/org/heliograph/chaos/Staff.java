package org.heliograph.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.heliograph.chaos.writer.Deed;
import org.heliograph.chaos.writer.Writer;
import org.heliograph.testing.Server;

/** All writers. */
public final class Staff {
    private static final long STOP_SECONDS = 60;

    private final Crew crew;
    private final List<Server> nodes;
    private final Random random;
    private final List<Writer> writers = new ArrayList<>();

    Staff(Crew crew, List<Server> nodes, Random random) {
        this.crew = crew;
        this.nodes = nodes;
        this.random = random;
    }

    /** Somebody who does this again and again. @param pauseMillis how long they rest in between at most */
    public void add(Deed deed, int pauseMillis) {
        Writer writer = new Writer(deed, pauseMillis, random.nextLong(), nodes);
        writers.add(writer);
        crew.start(writer);
    }

    /** Lets everybody end what they are doing. */
    void finish() {
        stop();
        long late = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Writer writer : writers) {
            if (!crew.ended(writer, late)) {
                throw new AssertionError("a writer does not end");
            }
        }
    }

    void stop() {
        writers.forEach(Writer::stop);
    }
}
