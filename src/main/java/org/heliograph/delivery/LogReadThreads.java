package org.heliograph.delivery;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read the log. Only they wait for the database: the threads that deliver, those of the broker and those of the server
 * do not. At most one read of each topic and of each resuming connection waits here.
 */
@ApplicationScoped
class LogReadThreads {
    private static final int TOPICS = 2;
    private static final int CONNECTIONS = 4;
    private static final int IDLE_SECONDS = 60;
    private static final long PAUSE_MILLIS = 1_000;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private ThreadPoolExecutor topics;
    private ThreadPoolExecutor connections;

    @PostConstruct
    void open() {
        topics = pool(TOPICS);
        connections = pool(CONNECTIONS);
    }

    private ThreadPoolExecutor pool(int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Runs a read of what a topic's delivery lacks. Connections that resume do not delay it. */
    void readForTopic(Runnable read) {
        DeliveryMetrics.LOG_READS.increment(DeliveryMetrics.FOR_TOPIC);
        topics.execute(read);
    }

    /** Runs a read for a connection that resumes. */
    void readForConnection(Runnable read) {
        DeliveryMetrics.LOG_READS.increment(DeliveryMetrics.FOR_CONNECTION);
        connections.execute(read);
    }

    /** The same after a pause of one to two seconds, so that connections whose reads failed do not return all at once. */
    void readForConnectionLater(Runnable read) {
        long pause = ThreadLocalRandom.current().nextLong(PAUSE_MILLIS, 2 * PAUSE_MILLIS);
        scheduler.schedule(() -> readForConnection(read), pause, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        topics.shutdownNow();
        connections.shutdownNow();
    }
}
