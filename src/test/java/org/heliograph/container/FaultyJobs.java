package org.heliograph.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.heliograph.platform.ScheduledJob;

/** Two jobs that do nothing until a test breaks them: one throws an Error then, the other hangs. */
@ApplicationScoped
public class FaultyJobs {
    private volatile CountDownLatch repaired = new CountDownLatch(0);

    @Produces
    static ScheduledJob throwing(FaultyJobs jobs) {
        return new ScheduledJob("faulty-job", Duration.ofSeconds(1), jobs::throwError);
    }

    @Produces
    static ScheduledJob hanging(FaultyJobs jobs) {
        return new ScheduledJob("hanging-job", Duration.ofSeconds(1), jobs::hang);
    }

    /** From now on they fail. */
    public void breakDown() {
        repaired = new CountDownLatch(1);
    }

    /** From now on they work. */
    public void repair() {
        repaired.countDown();
    }

    public void throwError() {
        if (repaired.getCount() > 0) {
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
