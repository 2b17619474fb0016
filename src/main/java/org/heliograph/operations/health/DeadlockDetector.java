package org.heliograph.operations.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds threads of this application that wait for one another's locks and so never go on. A search stops the virtual machine for a
 * moment: there is one a second at most, however many ask.
 */
@ApplicationScoped
public class DeadlockDetector {
    private static final Logger LOG = Logger.getLogger(DeadlockDetector.class.getName());
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String OURS = "org.heliograph.";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ReentrantLock searching = new ReentrantLock();
    private volatile List<String> found = List.of();
    /** Guarded by the lock. */
    private boolean searched;

    private long searchedAt;

    /** The names of the threads, as of the last second; empty when there are none. Never waits for another search. */
    public List<String> deadlocked() {
        if (searching.tryLock()) {
            try {
                if (!searched || System.nanoTime() - searchedAt >= PERIOD_NANOS) {
                    searchedAt = System.nanoTime();
                    searched = true;
                    update(search());
                }
            } finally {
                searching.unlock();
            }
        }
        return found;
    }

    private void update(List<String> now) {
        if (!now.equals(found) && !now.isEmpty()) {
            LOG.log(Level.SEVERE, "threads wait for one another for ever; restart this node: {0}", now);
        }
        found = now;
    }

    private List<String> search() {
        long[] ids = threads.findDeadlockedThreads();
        if (ids == null) {
            return List.of();
        }
        return Arrays.stream(threads.getThreadInfo(ids, Integer.MAX_VALUE))
                .filter(Objects::nonNull)
                .filter(thread -> Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(OURS)))
                .map(ThreadInfo::getThreadName)
                .sorted()
                .toList();
    }
}
