package org.heliograph.gateway.thread;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.heliograph.persistence.DatabaseBulkhead;

/**
 * The threads of sockets and event streams. They serve nothing else: a message or a close of a peer waits for no request and for no
 * delivery, and these for no peer.
 */
@ApplicationScoped
public class ConnectionThreads {
    /** A message may wait for the database, whose pool of connections is about as large. */
    private static final int HANDLERS = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());

    /** A close may block until the peer answers. */
    private static final int CLOSERS = 8;
    /** More than a node has connections, of which each waits at most once for each purpose. */
    private static final int MAX_WAITING = 200_000;

    private static final int IDLE_SECONDS = 10;

    @Resource
    private ManagedThreadFactory factory;

    private ThreadPoolExecutor handlers;
    private ThreadPoolExecutor closers;
    private ScheduledThreadPoolExecutor timer;

    @PostConstruct
    void start() {
        handlers = pool(HANDLERS, task -> named(DatabaseBulkhead.forRequests(task), "heliograph-socket-message"));
        closers = pool(CLOSERS, task -> named(task, "heliograph-connection-closer"));
        timer = new ScheduledThreadPoolExecutor(1, task -> named(task, "heliograph-connection-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    private ThreadPoolExecutor pool(int size, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private Thread named(Runnable task, String name) {
        Thread thread = factory.newThread(task);
        thread.setName(name);
        return thread;
    }

    /** Handles messages of peers; rejects when the application stops. */
    public Executor handlers() {
        return handlers;
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
        handlers.shutdownNow();
        closers.shutdownNow();
    }
}
