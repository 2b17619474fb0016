package org.heliograph.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.heliograph.event.Topic;

/** Runs the work of one topic on an executor, on one thread at a time. */
final class RunQueue {
    private static final Logger LOG = Logger.getLogger(RunQueue.class.getName());

    private final Topic topic;
    private final Executor executor;
    private final BooleanSupplier work;
    /** Requests to run since the last run; the thread that raises it from 0 submits the run. */
    private final AtomicInteger requests = new AtomicInteger();

    private volatile boolean rejectionLogged;

    /** @param work one batch of it; returns whether there is more */
    RunQueue(Topic topic, Executor executor, BooleanSupplier work) {
        this.topic = topic;
        this.executor = executor;
        this.work = work;
    }

    /** The work runs after this call, unless the executor rejects it: then the caller must request it again later. */
    void request() {
        if (requests.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        try {
            executor.execute(this::run);
        } catch (RuntimeException | Error rejected) {
            // also an Error, which a server throws that cannot create a thread
            requests.set(0);
            if (!rejectionLogged) {
                // once, since a burst of publications would be a burst of warnings
                rejectionLogged = true;
                LOG.log(Level.WARNING, rejected, () -> "the delivery of " + topic + " is delayed");
            }
        }
    }

    /** A failure of one run takes nothing from the others: what was requested meanwhile is done. */
    private void run() {
        int seen = requests.get();
        rejectionLogged = false;
        if (work() || requests.addAndGet(-seen) != 0) {
            submit();
        }
    }

    private boolean work() {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException | Error failed) {
            try {
                LOG.log(Level.SEVERE, failed, () -> "a run of " + topic + " failed");
            } catch (RuntimeException | Error unlogged) {
                // such as no memory
            }
            return false;
        }
    }
}
