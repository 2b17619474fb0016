package org.heliograph.gateway;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that end connections. They are nobody else's: a close waits for no request, no database and no delivery. A close may block
 * until the peer answers, so there are several.
 */
@ApplicationScoped
public class ConnectionThreads {
    private static final int CLOSERS = 8;
    /** More than the connections of a node. */
    private static final int MAX_WAITING = 200_000;

    private static final int IDLE_SECONDS = 10;

    @Resource
    private ManagedThreadFactory factory;

    private ThreadPoolExecutor closers;
    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void start() {
        closers = new ThreadPoolExecutor(
                CLOSERS,
                CLOSERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING),
                task -> named(task, "heliograph-connection-closer"));
        closers.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, task -> named(task, "heliograph-connection-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private Thread named(Runnable task, String name) {
        Thread thread = factory.newThread(task);
        thread.setName(name);
        return thread;
    }

    /** Runs closes, which may block; rejects them when the application stops. */
    public Executor closers() {
        return closers;
    }

    /** Runs tasks that do not block after a time; rejects them when the application stops. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** The server closes the connections that are left. */
    @PreDestroy
    void stop() {
        timer.shutdownNow();
        closers.shutdownNow();
    }
}
