package org.heliograph.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.heliograph.platform.ScheduledJob;

/** Two jobs that do nothing until a test breaks them: one throws an Error then, the other hangs. */
@ApplicationScoped
public class FaultyJobs {
    private volatile CountDownLatch repaired = new CountDownLatch(0);
    private volatile Instant failedFirst;

    @Produces
    static ScheduledJob throwing(FaultyJobs jobs) {
        return new ScheduledJob("faulty-job", Duration.ofSeconds(1), jobs::throwError);
    }

    @Produces
    static ScheduledJob hanging(FaultyJobs jobs) {
        return new ScheduledJob("hanging-job", Duration.ofSeconds(1), jobs::hang);
    }

    /** When the one that throws did so first; null before. */
    public Instant failedFirst() {
        return failedFirst;
    }

    /** From now on they fail. */
    public void breakDown() {
        failedFirst = null;
        repaired = new CountDownLatch(1);
    }

    /** From now on they work. */
    public void repair() {
        repaired.countDown();
    }

    public void throwError() {
        if (repaired.getCount() > 0) {
            if (failedFirst == null) {
                failedFirst = Instant.now();
            }
            throw new OutOfMemoryError("as if the heap were full");
        }
    }

    public void hang() {
        try {
            repaired.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
