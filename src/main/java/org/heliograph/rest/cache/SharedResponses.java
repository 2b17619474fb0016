package org.heliograph.rest.cache;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.heliograph.persistence.DatabaseBulkhead;
import org.heliograph.rest.ApiException;
import org.heliograph.settings.Configuration;
import org.heliograph.settings.MonitoringSettings;

/**
 * Answers readers from shared responses. Computations have threads of their own, few for those that read much, so that no number of
 * readers keeps others from the processors, the database connections and the server's threads.
 */
@ApplicationScoped
public class SharedResponses {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** Computations of different keys that may wait for a thread. */
    private static final int QUEUE = 100;
    /** They write responses to readers, some of whom read slowly. */
    private static final int WRITERS = 32;

    private static final int IDLE_SECONDS = 10;
    private static final int MEBIBYTE = 1024 * 1024;

    @Inject
    private Configuration configuration;

    @Resource
    private ManagedThreadFactory threads;

    private volatile ResponseCache cache;
    private ExecutorService quick;
    private ExecutorService slow;
    private ExecutorService writers;

    /** How much a computation reads. */
    public enum Cost {
        /** Rows of the present, or of one monitor. */
        LOW,
        /** Rows of the past of many monitors. */
        HIGH
    }

    /** Content and the version of the data that it is made of, which was read first. */
    public record Versioned(SharedContent content, Object version) {}

    /**
     * Answers a reader.
     *
     * @param key         of the response
     * @param version     of the data that the reader must see at least
     * @param restricted  whether proxies must not keep the response
     * @param computation of the key, the same for all readers
     * @return fails with {@link ApiException}, also as the computation does
     */
    public CompletionStage<Response> answer(
            ReaderRequest reader,
            String key,
            Object version,
            boolean restricted,
            Cost cost,
            Supplier<Versioned> computation) {
        ResponseCache responses = cache();
        // the thread of a computation must not wait for a slow reader
        return responses
                .get(key, version, cost == Cost.HIGH ? slow : quick, writers, started -> {
                    Versioned made = computation.get();
                    return SharedResponse.of(made.content(), made.version(), started);
                })
                .thenApply(found -> reader.response(found, restricted));
    }

    /**
     * Runs a read for which readers wait, as computations are run.
     *
     * @throws java.util.concurrent.RejectedExecutionException when too many wait for a thread
     */
    public void execute(Runnable read) {
        cache();
        quick.execute(read);
    }

    /**
     * Answers a reader from what is read first.
     *
     * @param answer called at once for what has been read, else on a thread that may wait for a slow reader
     */
    public <T> CompletionStage<Response> after(CompletionStage<T> read, Function<T, CompletionStage<Response>> answer) {
        if (read.toCompletableFuture().isDone()) {
            return read.thenCompose(answer);
        }
        cache();
        return read.thenComposeAsync(answer, writers);
    }

    private ResponseCache cache() {
        ResponseCache made = cache;
        return made == null ? create() : made;
    }

    private synchronized ResponseCache create() {
        if (cache == null) {
            quick = pool(Math.max(2, PROCESSORS), new ArrayBlockingQueue<>(QUEUE));
            slow = pool(Math.max(1, PROCESSORS / 2), new ArrayBlockingQueue<>(QUEUE));
            int waiting = configuration.get(MonitoringSettings.STATUS_WAITING);
            // holds all who may wait: they are counted until a thread takes them from it
            writers = pool(WRITERS, new LinkedBlockingQueue<>(waiting));
            cache = new ResponseCache(
                    (long) configuration.get(MonitoringSettings.STATUS_CACHE) * MEBIBYTE,
                    waiting,
                    configuration.get(MonitoringSettings.STATUS_WAIT),
                    System::nanoTime);
        }
        return cache;
    }

    private ExecutorService pool(int size, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                task -> threads.newThread(DatabaseBulkhead.forRequests(task)));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @PreDestroy
    synchronized void stop() {
        if (cache != null) {
            quick.shutdownNow();
            slow.shutdownNow();
            writers.shutdown();
        }
    }
}
